using PeerCircle.Contracts.Rooms;
using PeerCircle.Server.Tests.Cluster;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Metrics;

/// <summary>What an operator reads of the way between servers.</summary>
[Collection(Processes.Name)]
public sealed class BusMetricsTests(TwoServers cluster) : IClassFixture<TwoServers>
{
    [Fact(Timeout = 180_000)]
    public async Task It_shows_what_is_told_that_redis_is_gone_and_what_was_repaired_meanwhile()
    {
        await cluster.AreAsync("ok");
        var room = await cluster.Founder.Client.Rooms.CreateAsync(new RoomBody("Both", "Who is where?", []), TestContext.Current.CancellationToken);
        await using var member = await Peer.JoinAsync(cluster.B.Url, "member");
        await member.Client.Rooms.JoinAsync(room.Id, TestContext.Current.CancellationToken);
        await using var wire = await Cluster.Wire.ConnectAsync(cluster.B, member);
        var before = await Scrape.UntilAsync(cluster.MetricsOfB, s => s.Of("peercircle_redis_joined") == 1 && s.Of("peercircle_bus_nodes") == 1, "the other is heard");
        Assert.InRange(before.Of("peercircle_bus_silence_seconds"), 0, 30);
        await cluster.Founder.PostAsync(room.ConversationId, "over the bus");
        await Wait.UntilAsync(() => wire.Heard("over the bus"), TimeSpan.FromSeconds(20), () => "not heard");
        await Scrape.UntilAsync(cluster.MetricsOfB, s => Moved(s, "peercircle_bus_received_total") && Moved(s, "peercircle_bus_sent_total"), "messages went both ways");

        await cluster.Redis.KillAsync();
        try
        {
            await Scrape.UntilAsync(cluster.MetricsOfB, s => s.Of("peercircle_redis_joined") == 0 && s.Of("peercircle_bus_silence_seconds") > 3, "Redis is gone");
            await cluster.Founder.PostAsync(room.ConversationId, "beside the bus");
            await Wait.UntilAsync(() => wire.Heard("beside the bus"), TimeSpan.FromSeconds(20), () => "not heard");
            await Scrape.UntilAsync(cluster.MetricsOfB, s => Moved(s, "peercircle_heads_compared_total") && Moved(s, "peercircle_heads_repaired_total"), "heads were compared");
        }
        finally
        {
            await cluster.Redis.StartAsync();
        }
        await Scrape.UntilAsync(cluster.MetricsOfB, s => s.Of("peercircle_redis_joined") == 1, "Redis is back");

        bool Moved(Scrape now, string counter) => now.Of(counter) > before.Of(counter);
    }
}
