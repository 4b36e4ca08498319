using System.Diagnostics;
using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Tests;
using StackExchange.Redis;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>What becomes of pushes when the way between servers, or a server, fails.</summary>
[Collection(Processes.Name)]
public sealed class BusFaultTests(TwoServers cluster) : BusScene(cluster), IClassFixture<TwoServers>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_server_to_which_redis_has_gone_silent_shows_what_others_write_all_the_same(bool toRedis, bool fromRedis)
    {
        Cluster.RedisForB.Stall(toRedis, fromRedis);
        for (var n = 0; n < 10; n++) await WriteAsync(Here, $"before it is noticed {n}", Promised);
        await WriteAsync(There, "from the other side", Promised);
        Cluster.RedisForB.Mend();
        await Cluster.AreAsync("ok");
        await WriteAsync(Here, "afterwards", Promised);
        await EndsAlikeAsync();
    }

    [Fact]
    public async Task What_a_server_acknowledged_and_told_nobody_before_it_died_is_shown_elsewhere()
    {
        Cluster.RedisForA.Stall();
        Assert.NotNull((await Here.PostAsync(Room, "my last words")).Value);
        await Cluster.A.DisposeAsync();
        var watch = Stopwatch.StartNew();
        try
        {
            await HearsAsync(There, "my last words", Promised);
            TestContext.Current.SendDiagnosticMessage($"Shown {watch.Elapsed.TotalSeconds:F1} s after the death.");
        }
        finally
        {
            Cluster.RedisForA.Mend();
            await Cluster.RestartAAsync();
        }
        await EndsAlikeAsync(There);
    }

    [Fact]
    public async Task A_server_that_was_stopped_for_a_while_shows_what_it_missed()
    {
        await Cluster.B.SignalAsync("STOP");
        for (var n = 0; n < 5; n++)
        {
            Assert.NotNull((await Here.PostAsync(Room, $"while you slept {n}")).Value);
            await Task.Delay(1_000, TestContext.Current.CancellationToken);
        }
        await Cluster.B.SignalAsync("CONT");
        await HearsAsync(There, "while you slept 4", Promised);
        await WriteAsync(There, "awake", Promised);
        await EndsAlikeAsync();
    }

    [Fact]
    public async Task Connections_to_redis_that_are_cut_again_and_again_lose_nothing()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync($"{Cluster.Redis.Uri["redis://".Length..]},allowAdmin=true");
        var server = redis.GetServers().Single();
        for (var cut = 0; cut < 10; cut++)
        {
            foreach (var kind in (ClientType[])[ClientType.PubSub, ClientType.Normal]) await server.ClientKillAsync(clientType: kind);
            for (var n = 0; n < 10; n++)
            {
                Assert.NotNull((await Here.PostAsync(Room, $"here {cut} {n}")).Value);
                Assert.NotNull((await There.PostAsync(Room, $"there {cut} {n}")).Value);
            }
        }
        await server.ExecuteAsync("FLUSHALL");
        await Cluster.AreAsync("ok");
        await WriteAsync(Here, "at last", Promised);
        await EndsAlikeAsync();
    }

    [Fact]
    public async Task What_overtakes_on_the_way_is_put_in_order_by_the_servers()
    {
        foreach (var way in (FaultProxy[])[Cluster.RedisForA, Cluster.RedisForB]) way.Delay(TimeSpan.FromMilliseconds(200));
        await Task.WhenAll(PostAllAsync(Here, "a"), PostAllAsync(Here, "b"), PostAllAsync(There, "c"));
        foreach (var who in "abc")
        {
            await HearsAsync(Here, $"{who} 49", Patience);
            await HearsAsync(There, $"{who} 49", Patience);
        }
        foreach (var way in (FaultProxy[])[Cluster.RedisForA, Cluster.RedisForB]) way.Mend();
        await EndsAlikeAsync();

        async Task PostAllAsync(Wire from, string who)
        {
            for (var n = 0; n < 50; n++) Assert.NotNull((await from.PostAsync(Room, $"{who} {n}")).Value);
        }
    }
}
