using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Tests;

/// <summary>
/// Where one store lives: empty at first, removed by disposing. All that an adapter adds to run the contract suites is one of these
/// and, for each suite, a subclass that makes it.
/// </summary>
public abstract class StorePlace : IAsyncDisposable
{
    /// <summary>Opens two nodes over the one store, to serve. May be asked again once the nodes given before are disposed.</summary>
    public abstract Task<TwoNodes> ServeAsync(CancellationToken cancellation);

    /// <summary>Opens the store exclusively; no node is open then.</summary>
    public abstract Task<IStore> HoldAsync(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}

/// <summary>Two nodes over one store; one and the same object where an embedded store is shared by both.</summary>
public sealed record TwoNodes(IStore One, IStore Other) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        if (!ReferenceEquals(One, Other))
            await Other.DisposeAsync();
    }
}
