using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>Tells all connections of this node that events without numbers may have been lost. They ask the server for much then, so they are told one after the other.</summary>
internal sealed class Resyncs(LiveConnections connections, IHubContext<PeerHub, IPeerClient> hub, TimeProvider time, ILogger<Resyncs> logger)
{
    private const int Together = 50;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private int _raised;

    /// <summary>Everybody is told soon; raised again meanwhile, once more after that.</summary>
    public void Raise()
    {
        if (Interlocked.Increment(ref _raised) == 1) _ = TellAsync();
    }

    private async Task TellAsync()
    {
        while (true)
        {
            var raised = Volatile.Read(ref _raised);
            try
            {
                foreach (var some in connections.All.Chunk(Together))
                {
                    foreach (var connection in some) await hub.Clients.Client(connection.Id).Resync(new Resync());
                    await Task.Delay(Between, time);
                }
            }
            catch (Exception failure)
            {
                Log.SendFailed(logger, failure);
            }
            if (Interlocked.CompareExchange(ref _raised, 0, raised) == raised) return;
        }
    }
}
