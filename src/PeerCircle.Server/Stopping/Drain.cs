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
    /// <summary>So many come to the other servers in a second, as long as there are not more than 7,000 in all.</summary>
    private const int ReturnsPerSecond = 500;

    /// <summary>By then a load balancer has noticed that this server is not ready.</summary>
    private static readonly TimeSpan FirstReturn = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastSpread = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostSpread = TimeSpan.FromSeconds(14);

    /// <summary>For those who do not leave by themselves.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>No commit is tried for longer.</summary>
    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    public bool IsUnderWay { get; private set; }

    /// <summary>At most 18 s, and 10 s for what is being committed; at least one second.</summary>
    /// <param name="hurry">Ends it at once.</param>
    public async Task RunAsync(CancellationToken hurry)
    {
        IsUnderWay = true;
        var (began, told) = (time.GetTimestamp(), new HashSet<string>());
        var spread = TimeSpan.FromSeconds((double)connections.All.Count() / ReturnsPerSecond);
        spread = spread < LeastSpread ? LeastSpread : spread > MostSpread ? MostSpread : spread;
        Log.Leaving(logger, connections.All.Count());
        while (time.GetElapsedTime(began) is var waited && (waited < FirstReturn || (connections.IsAnyoneThere && waited < FirstReturn + spread + Grace)))
        {
            // Those too whose handshake was accepted before.
            foreach (var connection in connections.All.Where(c => told.Add(c.Id)))
            {
                var wait = FirstReturn + (spread * Random.Shared.NextDouble());
                await hub.Clients.Client(connection.Id).Draining(new Draining((long)wait.TotalMilliseconds));
            }
            await Task.Delay(BetweenLooks, time, hurry);
        }
        var left = connections.All.ToList();
        foreach (var connection in left) connection.CloseAfter(TimeSpan.Zero);
        await lanes.IdleAsync(hurry).WaitAsync(LongestCommit, time, hurry);
        Log.Left(logger, left.Count, time.GetElapsedTime(began).TotalSeconds);
    }
}
