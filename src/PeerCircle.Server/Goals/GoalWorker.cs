using PeerCircle.Core.Goals;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Goals;

/// <summary>Lets time pass for goals: one node does it for all of them, and another goes on when that one is gone.</summary>
internal sealed partial class GoalWorker(GoalTimes times, Leases leases, TimeProvider time, ILogger<GoalWorker> logger) : BackgroundService
{
    private const string LeaseName = "goals";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HoldFor = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await leases.TryHoldAsync(LeaseName, HoldFor, stoppingToken)) await times.PassAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The server stops; another goes on.
            }
            catch (Exception failure)
            {
                LogFailed(failure);
            }
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(5001, LogLevel.Error, "Letting time pass for goals failed; it is tried again")]
    private partial void LogFailed(Exception failure);
}
