using System.Diagnostics;
using System.Net;
using PeerCircle.Server.Tests.Faults;
using StackExchange.Redis;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>
/// The same promises over Redis' older protocol, under which a server has one connection for what it tells and another for what it hears: each may fail while the other works.
/// Neither outlives the other, as nobody knows what was missed.
/// </summary>
[Collection(Processes.Name)]
public sealed class Resp2Tests(TwoServersOverResp2 cluster) : BusScene(cluster), IClassFixture<TwoServersOverResp2>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_connection_that_is_cut_is_replaced_together_with_the_other_and_nothing_is_missed()
    {
        using var redis = await AdministerAsync();
        var (tells, hears) = (await ConnectionsAsync(redis, Cluster.A), await ConnectionsAsync(redis, Cluster.B));
        ClientInfo[] cut = [tells.Single(c => c.ClientType == ClientType.Normal), hears.Single(c => c.ClientType == ClientType.PubSub)];
        foreach (var one in cut) Assert.Equal(1, await redis.GetServers().Single().ClientKillAsync(id: one.Id));
        await ShowsAsync("just after the cut");
        await AreReplacedAsync(redis, [.. tells, .. hears]);
        await WorksAsync();
    }

    [Fact]
    public async Task A_server_that_hears_nothing_though_it_may_tell_shows_what_others_write_and_listens_anew()
    {
        using var redis = await AdministerAsync();
        var deaf = await ConnectionsAsync(redis, Cluster.B);
        Cluster.RedisForB.StallOne(Assert.IsType<IPEndPoint>(deaf.Single(c => c.ClientType == ClientType.PubSub).Address).Port);
        await ShowsAsync("to deaf ears");
        await AreReplacedAsync(redis, deaf);
        await WorksAsync();
    }

    [Fact]
    public async Task A_redis_that_was_gone_is_found_again_and_nothing_is_missed()
    {
        await Cluster.Redis.KillAsync();
        try
        {
            await ShowsAsync("without");
        }
        finally
        {
            await Cluster.Redis.StartAsync();
        }
        await WorksAsync();
    }

    private Task<ConnectionMultiplexer> AdministerAsync() => ConnectionMultiplexer.ConnectAsync($"{Cluster.Redis.Uri["redis://".Length..]},allowAdmin=true");

    /// <summary>Those of a server, which are the two that this protocol needs.</summary>
    private static async Task<List<ClientInfo>> ConnectionsAsync(ConnectionMultiplexer redis, ServerProcess of)
    {
        var its = (await redis.GetServers().Single().ClientListAsync()).Where(c => c.Name?.EndsWith($"-{of.Id}", StringComparison.Ordinal) is true).ToList();
        Assert.All(its, c => Assert.Equal(RedisProtocol.Resp2, c.Protocol));
        Assert.Equal([ClientType.Normal, ClientType.PubSub], its.Select(c => c.ClientType).Order());
        return its;
    }

    private static async Task AreReplacedAsync(ConnectionMultiplexer redis, List<ClientInfo> former)
    {
        var old = former.Select(c => c.Id).ToHashSet();
        for (var watch = Stopwatch.StartNew(); ;)
        {
            var left = (await redis.GetServers().Single().ClientListAsync()).Where(c => old.Contains(c.Id)).ToList();
            if (left.Count == 0)
            {
                TestContext.Current.SendDiagnosticMessage($"Replaced after {watch.Elapsed.TotalSeconds:F1} s.");
                return;
            }
            Assert.True(watch.Elapsed < Patience, $"Still there: {string.Join("; ", left.Select(c => c.Raw))}");
        }
    }

    private async Task ShowsAsync(string text)
    {
        var watch = Stopwatch.StartNew();
        await WriteAsync(Here, text, Promised);
        TestContext.Current.SendDiagnosticMessage($"{text}: shown after {watch.Elapsed.TotalSeconds:F1} s.");
    }

    private async Task WorksAsync()
    {
        await Cluster.AreAsync("ok");
        await WriteAsync(Here, "afterwards", Promised);
        await WriteAsync(There, "afterwards, from the other side", Promised);
        await EndsAlikeAsync();
    }
}
