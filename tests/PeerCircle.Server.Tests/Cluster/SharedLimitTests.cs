using PeerCircle.Client;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Faults;
using PeerCircle.Server.Tests.Metrics;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>What a member spends of a limit on one server is spent on the other; without Redis each goes on as is declared of the limit.</summary>
[Collection(Processes.Name)]
public sealed class SharedLimitTests(LimitedServers cluster) : IClassFixture<LimitedServers>, IAsyncLifetime
{
    /// <summary>Enough tries for several seconds, at which a server by itself would refuse nothing yet.</summary>
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(400);

    private readonly List<Peer> _peers = [];

    public ValueTask InitializeAsync() => new(cluster.AreAsync("ok"));

    [Fact]
    public async Task Who_has_spent_a_limit_on_one_server_is_refused_on_the_other()
    {
        var (here, there) = await MemberAsync();
        Assert.Equal(LimitedServers.CreationsPerDay, await CreatesAsync(here, LimitedServers.CreationsPerDay + 5));
        Assert.InRange(await CreatesAsync(there, LimitedServers.CreationsPerDay, BetweenTries), 0, LimitedServers.CreationsPerDay - 1);
        var (another, _) = await MemberAsync();
        Assert.Equal(1, await CreatesAsync(another, 1));
    }

    [Fact(Timeout = 180_000)]
    public async Task Without_redis_each_grants_its_share_of_what_fails_closed_and_all_of_what_fails_open()
    {
        var (here, there) = await MemberAsync();
        var room = (await cluster.Founder.Client.Rooms.CreateAsync(new RoomBody("Open", "Who talks?", []), TestContext.Current.CancellationToken)).ConversationId;
        await here.Client.Rooms.JoinAsync((await here.Client.Rooms.ListAsync(null, null, null, TestContext.Current.CancellationToken)).Items.First(r => r.ConversationId == room).Id, TestContext.Current.CancellationToken);
        await cluster.Redis.KillAsync();
        try
        {
            foreach (var metrics in (Uri[])[cluster.MetricsOfA, cluster.MetricsOfB]) await Scrape.UntilAsync(metrics, s => s.Of("peercircle_rate_share") == 0.5, "limits are shared out");
            foreach (var side in (Peer[])[here, there])
            {
                Assert.Equal(LimitedServers.CreationsPerDay / 2, await CreatesAsync(side, LimitedServers.CreationsPerDay));
                await Task.WhenAll(Enumerable.Range(0, LimitedServers.MessagesPer10Seconds * 3 / 4).Select(n => PostsAsync(side, room, n)));
            }
        }
        finally
        {
            await cluster.Redis.StartAsync();
        }
        await cluster.AreAsync("ok");
        foreach (var metrics in (Uri[])[cluster.MetricsOfA, cluster.MetricsOfB]) await Scrape.UntilAsync(metrics, s => s.Of("peercircle_rate_share") == 1, "limits are whole again");
        var (hereAgain, thereAgain) = await MemberAsync();
        Assert.Equal(LimitedServers.CreationsPerDay, await CreatesAsync(hereAgain, LimitedServers.CreationsPerDay + 5));
        Assert.InRange(await CreatesAsync(thereAgain, LimitedServers.CreationsPerDay, BetweenTries), 0, LimitedServers.CreationsPerDay - 1);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers) await peer.DisposeAsync();
    }

    /// <summary>How many rooms are created before one is refused.</summary>
    private static async Task<int> CreatesAsync(Peer peer, int most, TimeSpan between = default)
    {
        for (var made = 0; made < most; made++)
        {
            try
            {
                await peer.Client.Rooms.CreateAsync(new RoomBody($"Room {made}", "How many?", []), TestContext.Current.CancellationToken);
            }
            catch (PeerCircleException refused) when (refused.Code == ErrorCodes.RateLimited)
            {
                return made;
            }
            await Task.Delay(between, TestContext.Current.CancellationToken);
        }
        return most;
    }

    /// <summary>Over HTTP, which repeats nothing by itself.</summary>
    private static Task<PostReceipt> PostsAsync(Peer peer, ConversationId room, int n) =>
        peer.Client.Conversations.PostAsync(room, new PostBody(MessageId.From(Guid.CreateVersion7()), $"without {n}"), TestContext.Current.CancellationToken);

    /// <summary>A new member, with a client at each server.</summary>
    private async Task<(Peer Here, Peer There)> MemberAsync()
    {
        var here = await Peer.JoinAsync(cluster.A.Url, "member");
        var there = await here.AgainAsync(cluster.B.Url);
        _peers.AddRange([here, there]);
        return (here, there);
    }
}
