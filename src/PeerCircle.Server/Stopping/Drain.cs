using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Server.Conversations;

namespace PeerCircle.Server.Stopping;

/// <summary>
/// How a server leaves: it takes no new hub connections, tells each it has a moment of its own to come back, to whichever server takes it then, and waits until all have left and
/// everything accepted is committed.
/// </summary>
internal sealed class Drain(LiveConnections connections, IHubContext<PeerHub, IPeerClient> hub, ConversationLanes lanes, TimeProvider time, ILogger<Drain> logger)
{
    /// <summary>So many come to the other servers in a second.</summary>
    private const int ReturnsPerSecond = 500;

    /// <summary>By then a load balancer has noticed that this server is not ready.</summary>
    private static readonly TimeSpan FirstReturn = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastSpread = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostSpread = TimeSpan.FromSeconds(14);

    /// <summary>For those who do not leave by themselves.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    public bool IsUnderWay { get; private set; }

    /// <summary>At most 18 s, and the time of what is being committed.</summary>
    /// <param name="hurry">Ends it at once.</param>
    public async Task RunAsync(CancellationToken hurry)
    {
        IsUnderWay = true;
        var (began, told) = (time.GetTimestamp(), new HashSet<string>());
        var spread = TimeSpan.FromSeconds((double)connections.All.Count() / ReturnsPerSecond);
        spread = spread < LeastSpread ? LeastSpread : spread > MostSpread ? MostSpread : spread;
        Log.Leaving(logger, connections.All.Count());
        while (connections.IsAnyoneThere && time.GetElapsedTime(began) < FirstReturn + spread + Grace)
        {
            // Those too whose handshake was accepted before.
            foreach (var connection in connections.All.Where(c => told.Add(c.Id)))
            {
                var wait = FirstReturn + (spread * Random.Shared.NextDouble());
                await hub.Clients.Client(connection.Id).Draining(new Draining((long)wait.TotalMilliseconds));
            }
            await Task.Delay(BetweenLooks, time, hurry);
        }
        await lanes.IdleAsync(hurry);
        Log.Left(logger, connections.All.Count(), time.GetElapsedTime(began).TotalSeconds);
    }
}
