using PeerCircle.Core.Storage;
using PeerCircle.Server.Conversations.Feeds;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>
/// Compares the heads of the conversations served here with the store's, and has pushed what is missing: at once when something may have been lost; every two seconds while a node
/// that holds the store is not heard, for whatever reason; and now and then whatever happened.
/// </summary>
internal sealed class HeadWatch(
    ConversationFeeds feeds, Backplane backplane, NodeBus bus, HeadDoubt doubt, IStore store, TimeProvider time, ILogger<HeadWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan NowAndThen = TimeSpan.FromSeconds(45);

    /// <summary>What is doubted meanwhile is looked at together.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looked = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Not all nodes at once.
                var isDoubted = await doubt.WaitAsync(Every * (0.75 + (Random.Shared.NextDouble() / 2)), stoppingToken);
                if (!isDoubted && time.GetElapsedTime(looked) < NowAndThen && !await IsAnyUnheardAsync(stoppingToken)) continue;
                looked = time.GetTimestamp();
                await feeds.CompareAsync(stoppingToken);
                NodeMeter.Compared.Add(1);
            }
            catch (Exception failure)
            {
                if (!stoppingToken.IsCancellationRequested) Log.HeadsNotCompared(logger, failure);
                doubt.Raise();
            }
            await Task.Delay(BetweenLooks, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> IsAnyUnheardAsync(CancellationToken cancellation) =>
        !backplane.IsJoined || bus.Heard + 1 < await store.CountHoldersAsync(cancellation);
}
