using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Notifications;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Notifications;

/// <summary>Tells members of what concerns them: each node of what it wrote, and one of them of what another did not live to tell, or quiet hours have held back.</summary>
internal sealed partial class NoticeWorker(ConversationNotices notices, QuietHolds quiet, Leases leases, TimeProvider time, ILogger<NoticeWorker> logger) : BackgroundService
{
    private const string LeaseName = "notices";
    private const int AtOnce = 8;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HoldFor = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(TellDueAsync(stoppingToken), TellLeftAsync(stoppingToken));
    }

    private async Task TellDueAsync(CancellationToken stopping)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping };
        try
        {
            await Parallel.ForEachAsync(notices.DueAsync(stopping), options, async (id, _) => await TryAsync(() => notices.TellAsync(id, stopping), stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; what is left is noted.
        }
    }

    private async Task TellLeftAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await TryAsync(() => TellWhatIsLeftAsync(stopping), stopping);
            await Task.Delay(Every, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellWhatIsLeftAsync(CancellationToken stopping)
    {
        notices.Forget();
        if (!await leases.TryHoldAsync(LeaseName, HoldFor, stopping)) return;
        foreach (ConversationId id in await notices.ListLeftAsync(stopping)) await TryAsync(() => notices.TellAsync(id, stopping), stopping);
        foreach (var member in await quiet.ListDueAsync(stopping)) await TryAsync(() => quiet.TellAsync(member, stopping), stopping);
    }

    /// <summary>One that fails keeps no other from being told.</summary>
    private async Task TryAsync(Func<Task> work, CancellationToken stopping)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; what is left is noted.
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(6002, LogLevel.Error, "Telling members of what concerns them failed; it is tried again")]
    private partial void LogFailed(Exception failure);
}
