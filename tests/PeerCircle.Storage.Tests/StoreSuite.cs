using Xunit;

namespace PeerCircle.Storage.Tests;

/// <summary>What the suites share: every test has a store of its own with two nodes open.</summary>
public abstract class StoreSuite : IAsyncLifetime
{
    /// <summary>How long a test may take at most, in milliseconds; its token is cancelled then.</summary>
    protected const int Deadline = 120_000;

    private StorePlace? _place;
    private TwoNodes? _nodes;

    protected StorePlace Place => _place ?? throw new InvalidOperationException("The test has not begun.");

    protected TwoNodes Nodes => _nodes ?? throw new InvalidOperationException("The test has not begun.");

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract StorePlace NewPlace();

    public virtual async ValueTask InitializeAsync()
    {
        _place = NewPlace();
        _nodes = await _place.ServeAsync(Stop);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_nodes is not null)
            await _nodes.DisposeAsync();
        if (_place is not null)
            await _place.DisposeAsync();
    }

    /// <summary>Closes both nodes, lets the caller do something with the store at rest, and opens two anew.</summary>
    protected async Task<TwoNodes> ReopenAsync(Func<Task>? between = null)
    {
        await Nodes.DisposeAsync();
        if (between is not null)
            await between();
        return _nodes = await Place.ServeAsync(Stop);
    }

    /// <summary>The store's clock, once it is later than it was at the call.</summary>
    protected async Task<DateTimeOffset> ClockMovesAsync()
    {
        var before = (await Nodes.One.ReadFactsAsync(Stop)).Now.ToUnixTimeMilliseconds();
        while (true)
        {
            var now = (await Nodes.One.ReadFactsAsync(Stop)).Now;
            if (now.ToUnixTimeMilliseconds() > before)
                return now;
            await Task.Yield();
        }
    }
}
