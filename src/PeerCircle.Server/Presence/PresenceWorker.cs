using PeerCircle.Server.Conversations.Nodes;

namespace PeerCircle.Server.Presence;

/// <summary>Once a second: writes and tells what changed here, and tells who watches what changed anywhere.</summary>
internal sealed class PresenceWorker(
    PresenceHere here, PresenceElsewhere elsewhere, PresenceWatchers watchers, PresenceNews news, NodeOutbox others, TimeProvider time, ILogger<PresenceWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EveryLease = TimeSpan.FromSeconds(10);

    /// <summary>Nobody tells of a node that died, nor of what was lost on the way.</summary>
    private static readonly TimeSpan EveryWatched = TimeSpan.FromSeconds(15);

    private long _renewed = time.GetTimestamp();
    private long _lookedAtAll = time.GetTimestamp();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TryAsync(TellOthersAsync, stoppingToken);
            await TryAsync(TellWatchersAsync, stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(_ => elsewhere.PartAsync(), CancellationToken.None);
    }

    private async Task TellOthersAsync(CancellationToken cancellation)
    {
        if (time.GetElapsedTime(_renewed) >= EveryLease)
        {
            _renewed = time.GetTimestamp();
            await elsewhere.RenewAsync();
        }
        var changed = here.TakeChanged();
        if (changed.Count == 0) return;
        news.Add(changed);
        try
        {
            await elsewhere.TellAsync(changed);
        }
        finally
        {
            // After it is written, since they read it then.
            others.Add(changed);
        }
    }

    private async Task TellWatchersAsync(CancellationToken cancellation)
    {
        await watchers.CheckDoubtfulAsync(cancellation);
        if (time.GetElapsedTime(_lookedAtAll) >= EveryWatched)
        {
            _lookedAtAll = time.GetTimestamp();
            elsewhere.Keep(watchers.Watched());
            news.AddAll();
        }
        if (news.Take(watchers.Watched) is { Count: > 0 } due) await watchers.TellAsync(due);
    }

    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken cancellation)
    {
        try
        {
            await act(cancellation);
        }
        catch (Exception failure)
        {
            if (!cancellation.IsCancellationRequested) Log.RoundFailed(logger, failure);
        }
    }
}
