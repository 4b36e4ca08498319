using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>What a server asked of its store: calls by name, and how many things came back.</summary>
internal sealed class Counts
{
    private readonly ConcurrentDictionary<string, (long Calls, long Items)> _counts = new();

    public long CallsOf(string method) => _counts.GetValueOrDefault(method).Calls;

    public long Items => _counts.Values.Sum(c => c.Items);

    /// <summary>Calls by name, in the order of the alphabet. One that began before <see cref="Clear"/> and answered after it is not among them.</summary>
    public IReadOnlyDictionary<string, long> Calls => new SortedDictionary<string, long>(_counts.Where(c => c.Value.Calls > 0).ToDictionary(c => c.Key, c => c.Value.Calls));

    public void Clear() => _counts.Clear();

    public void Add(string method, long calls, long items) => _counts.AddOrUpdate(method, (calls, items), (_, known) => (known.Calls + calls, known.Items + items));

    public override string ToString() => string.Join(", ", Calls.Select(c => $"{c.Key} {c.Value}"));

    /// <summary>Puts a counter before the store that was registered.</summary>
    public void Register(IServiceCollection services)
    {
        var make = services.Last(s => s.ServiceType == typeof(IStore)).ImplementationFactory ?? throw new InvalidOperationException("The store is made in another way.");
        services.AddSingleton(provider => Counted<IStore>.Of((IStore)make(provider), this));
    }
}
