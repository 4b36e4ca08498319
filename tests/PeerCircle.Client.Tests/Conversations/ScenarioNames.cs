using System.Security.Cryptography;
using System.Text;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Conversations;

/// <summary>The short names of the scenarios as typed ids, one to one, and back.</summary>
internal sealed class ScenarioNames
{
    private readonly Dictionary<Guid, string> _names = [];

    public T Id<T>(string name) where T : struct, ITypedId<T>
    {
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
        _names[id] = name;
        return T.From(id);
    }

    public string Name<T>(T id) where T : struct, ITypedId<T> => _names[id.Value];
}
