using System.Collections.Concurrent;
using PeerCircle.Core;

namespace PeerCircle.Server.Conversations;

/// <summary>How many hub connections each address has open on this node.</summary>
internal sealed class AddressConnections(Limits limits)
{
    private readonly ConcurrentDictionary<string, int> _open = new();

    /// <summary>Counts one more, unless the address has as many as it may.</summary>
    public bool TryEnter(string address)
    {
        while (true)
        {
            var open = _open.GetOrAdd(address, 0);
            if (open >= limits.ConnectionsPerAddress) return false;
            if (_open.TryUpdate(address, open + 1, open)) return true;
        }
    }

    public void Leave(string address)
    {
        while (true)
        {
            var open = _open.GetValueOrDefault(address);
            if (open <= 1 ? _open.TryRemove(new(address, open)) : _open.TryUpdate(address, open - 1, open)) return;
        }
    }
}
