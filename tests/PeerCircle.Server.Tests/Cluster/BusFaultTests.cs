using System.Diagnostics;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Tests;
using StackExchange.Redis;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>
/// What becomes of pushes when the way between servers, or a server, fails. Bare connections, which ask for nothing, so that whatever comes was brought by the servers; and none
/// of them ever sees a gap.
/// </summary>
[Collection(Processes.Name)]
public sealed class BusFaultTests(TwoServers cluster) : IClassFixture<TwoServers>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Twice what is promised: the machine may be busy.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(10);

    private readonly List<Peer> _peers = [];
    private Wire _here = null!;
    private Wire _there = null!;
    private ConversationId _room;

    public async ValueTask InitializeAsync()
    {
        await cluster.AreAsync("ok");
        var room = await cluster.Founder.Client.Rooms.CreateAsync(new RoomBody("Both", "Who is where?", []), TestContext.Current.CancellationToken);
        _room = room.ConversationId;
        foreach (var server in (ServerProcess[])[cluster.A, cluster.B])
        {
            var peer = await Peer.JoinAsync(server.Url, "member");
            await peer.Client.Rooms.JoinAsync(room.Id, TestContext.Current.CancellationToken);
            _peers.Add(peer);
        }
        _here = await Wire.ConnectAsync(cluster.A, _peers[0]);
        _there = await Wire.ConnectAsync(cluster.B, _peers[1]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_server_to_which_redis_has_gone_silent_shows_what_others_write_all_the_same(bool toRedis, bool fromRedis)
    {
        cluster.RedisForB.Stall(toRedis, fromRedis);
        for (var n = 0; n < 10; n++) await WriteAsync(_here, $"before it is noticed {n}", Promised);
        await WriteAsync(_there, "from the other side", Promised);
        cluster.RedisForB.Mend();
        await cluster.AreAsync("ok");
        await WriteAsync(_here, "afterwards", Promised);
        await EndsAlikeAsync();
    }

    [Fact]
    public async Task What_a_server_acknowledged_and_told_nobody_before_it_died_is_shown_elsewhere()
    {
        cluster.RedisForA.Stall();
        Assert.NotNull((await _here.PostAsync(_room, "my last words")).Value);
        await cluster.A.DisposeAsync();
        var watch = Stopwatch.StartNew();
        try
        {
            await HearsAsync(_there, "my last words", Promised);
            TestContext.Current.SendDiagnosticMessage($"Shown {watch.Elapsed.TotalSeconds:F1} s after the death.");
        }
        finally
        {
            cluster.RedisForA.Mend();
            await cluster.RestartAAsync();
        }
        await EndsAlikeAsync(_there);
    }

    [Fact]
    public async Task A_server_that_was_stopped_for_a_while_shows_what_it_missed()
    {
        await cluster.B.SignalAsync("STOP");
        for (var n = 0; n < 5; n++)
        {
            Assert.NotNull((await _here.PostAsync(_room, $"while you slept {n}")).Value);
            await Task.Delay(1_000, TestContext.Current.CancellationToken);
        }
        await cluster.B.SignalAsync("CONT");
        await HearsAsync(_there, "while you slept 4", Promised);
        await WriteAsync(_there, "awake", Promised);
        await EndsAlikeAsync();
    }

    [Fact]
    public async Task Connections_to_redis_that_are_cut_again_and_again_lose_nothing()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync($"{cluster.Redis.Uri["redis://".Length..]},allowAdmin=true");
        var server = redis.GetServers().Single();
        for (var cut = 0; cut < 10; cut++)
        {
            foreach (var kind in (ClientType[])[ClientType.PubSub, ClientType.Normal]) await server.ClientKillAsync(clientType: kind);
            for (var n = 0; n < 10; n++)
            {
                Assert.NotNull((await _here.PostAsync(_room, $"here {cut} {n}")).Value);
                Assert.NotNull((await _there.PostAsync(_room, $"there {cut} {n}")).Value);
            }
        }
        await server.ExecuteAsync("FLUSHALL");
        await cluster.AreAsync("ok");
        await WriteAsync(_here, "at last", Promised);
        await EndsAlikeAsync();
    }

    [Fact]
    public async Task What_overtakes_on_the_way_is_put_in_order_by_the_servers()
    {
        foreach (var way in (FaultProxy[])[cluster.RedisForA, cluster.RedisForB]) way.Delay(TimeSpan.FromMilliseconds(200));
        await Task.WhenAll(PostAllAsync(_here, "a"), PostAllAsync(_here, "b"), PostAllAsync(_there, "c"));
        foreach (var who in "abc")
        {
            await HearsAsync(_here, $"{who} 49", Patience);
            await HearsAsync(_there, $"{who} 49", Patience);
        }
        foreach (var way in (FaultProxy[])[cluster.RedisForA, cluster.RedisForB]) way.Mend();
        await EndsAlikeAsync();

        async Task PostAllAsync(Wire from, string who)
        {
            for (var n = 0; n < 50; n++) Assert.NotNull((await from.PostAsync(_room, $"{who} {n}")).Value);
        }
    }

    public async ValueTask DisposeAsync()
    {
        cluster.RedisForA.Mend();
        cluster.RedisForB.Mend();
        await _here.DisposeAsync();
        await _there.DisposeAsync();
        foreach (var peer in _peers) await peer.DisposeAsync();
    }

    private async Task WriteAsync(Wire by, string text, TimeSpan deadline)
    {
        Assert.NotNull((await by.PostAsync(_room, text)).Value);
        await HearsAsync(_here, text, deadline);
        await HearsAsync(_there, text, deadline);
    }

    private static Task HearsAsync(Wire wire, string text, TimeSpan deadline) => Wait.UntilAsync(() => wire.Heard(text), deadline, () => $"{text} was not heard; up to {wire.Pushed.LastOrDefault()?.To}");

    /// <summary>Who was there all the time was pushed everything that the log has since then, in order and without a gap.</summary>
    private async Task EndsAlikeAsync(params Wire[] wires)
    {
        var log = (await _peers[1].HistoryAsync(_room)).Where(m => m.Kind == MessageKind.Text).Select(m => (m.Seq, m.Text)).ToList();
        foreach (var wire in wires is [] ? [_here, _there] : wires)
        {
            await HearsAsync(wire, log[^1].Text!, Promised);
            wire.HeardWithoutGap(_room);
            Assert.Equal(log, wire.Pushed.Where(p => p.ConversationId == _room).SelectMany(p => p.Messages).Where(m => m.Kind == MessageKind.Text).DistinctBy(m => m.Id).Select(m => (m.Seq, m.Text)));
        }
    }
}
