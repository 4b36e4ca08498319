using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Conversations;

namespace PeerCircle.Server;

/// <summary>Before anything is served: takes hold of the store, sets the clock by it, makes the wins feed. Lets go at the very end.</summary>
internal sealed class StoreOpening(IStore store, StoreClock clock, ConversationLanes lanes, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.OpenAsync(StoreHold.Serve, cancellationToken);
        var asked = time.GetUtcNow();
        clock.Adjust(await store.ReadFactsAsync(cancellationToken), asked, time.GetUtcNow());
        await lanes.MakeWinsAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
