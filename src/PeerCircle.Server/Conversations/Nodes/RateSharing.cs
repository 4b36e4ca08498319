using PeerCircle.Core.Storage;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>Once a second: tells the other nodes what was taken of limits here, and, while they are not reached, among how many limits are to be shared out.</summary>
internal sealed class RateSharing(RateLimits rates, NodeOutbox outbox, Backplane backplane, IStore store, TimeProvider time, ILogger<RateSharing> logger) : BackgroundService
{
    private const int MostTold = 5_000;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        rates.IsShared = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Nobody hears it while Redis is away, nor later.
            outbox.Add(rates.TakeSpent(MostTold));
            try
            {
                rates.Apart = backplane.IsJoined ? 1 : await store.CountHoldersAsync(stoppingToken);
            }
            catch (Exception failure)
            {
                if (!stoppingToken.IsCancellationRequested) Log.HoldersNotCounted(logger, failure);
            }
        }
    }
}
