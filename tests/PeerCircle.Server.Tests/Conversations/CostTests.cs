using PeerCircle.Contracts.Conversations;
using PeerCircle.Server.Tests.Cluster;
using PeerCircle.Server.Tests.Conversations.Crowds;
using PeerCircle.Server.Tests.Faults;
using StackExchange.Redis;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>What something costs grows with what is delivered, not with how much there is.</summary>
public sealed class CostTests
{
    private const int Many = 200;

    /// <summary>Said now and then whatever happens: that the server lives, and who is there.</summary>
    private static readonly string[] NowAndThen = ["publish", "ping", "info", "hset", "hdel", "expire", "sadd", "smembers", "hmget", "multi", "exec", "del"];

    [Fact]
    public async Task Taking_part_in_two_hundred_conversations_costs_a_connection_no_more_at_redis_than_in_one()
    {
        await using var redis = await RedisProcess.StartAsync(ServerProcess.FreeUrl().Port);
        await using var server = await ChatServer.StartAsync($"Redis:Uri={redis.Uri}");
        using var way = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Port},allowAdmin=true");
        await Wait.UntilAsync(() => server.CallAsync("GET", "/health/ready").Result.Status == System.Net.HttpStatusCode.OK, Pushes.Deadline, () => "not ready");
        var (one, many) = (await server.AddAsync("one"), await server.AddAsync("many"));
        await InCirclesAsync(server, one, 1);
        await InCirclesAsync(server, many, Many);

        var before = await CommandsAsync();
        await using var first = await server.ConnectAsync(one);
        var between = await CommandsAsync();
        await using var second = await server.ConnectAsync(many);
        var after = await CommandsAsync();

        var (ofOne, ofMany) = (Spent(before, between), Spent(between, after));
        Assert.NotEmpty(ofOne.Keys.Except(NowAndThen));
        Assert.Equal(Own(ofOne), Own(ofMany));
        Assert.InRange(ofMany.Values.Sum(), 1, ofOne.Values.Sum() + (Many / 4));

        async Task<Dictionary<string, long>> CommandsAsync() => (await way.GetServers().Single().InfoAsync("commandstats")).SelectMany(g => g)
            .ToDictionary(c => c.Key["cmdstat_".Length..], c => long.Parse(c.Value.Split(',')[0]["calls=".Length..], System.Globalization.CultureInfo.InvariantCulture));

        static Dictionary<string, long> Own(Dictionary<string, long> spent) => spent.Where(c => !NowAndThen.Contains(c.Key)).ToDictionary();
    }

    [Fact]
    public async Task The_list_of_two_hundred_conversations_is_read_as_the_list_of_one()
    {
        var counts = new Counts();
        await using var server = await ChatServer.StartAsync(counts.Register);
        var (one, many) = (await server.AddAsync("one"), await server.AddAsync("many"));
        await InCirclesAsync(server, one, 1);
        await InCirclesAsync(server, many, Many);
        var ofOne = await ListAsync(one, 1);
        Assert.Equal(ofOne, await ListAsync(many, Many));
        Assert.InRange(ofOne.Values.Sum(), 4, 10);

        // With the wins feed.
        async Task<Dictionary<string, long>> ListAsync(Person person, int conversations)
        {
            counts.Clear();
            var list = await server.GetAsync(person, "/api/v1/conversations?limit=500");
            var spent = counts.Calls.Where(c => !IsSweep(c.Key)).ToDictionary();
            Assert.Equal(conversations + 1, list["items"]!.AsArray().Count);
            return spent;
        }
    }

    [Fact]
    public async Task Ten_thousand_idle_conversations_change_nothing_of_what_a_server_does_again_and_again()
    {
        var counts = new Counts();
        await using var server = await ChatServer.StartAsync(counts.Register);
        await using var scene = await Scene.CircleAsync(server);
        var owner = await server.AddAsync("owner");
        var before = await SpentAsync();
        await InCirclesAsync(server, owner, Size.Of(2_000, 10_000));
        // What changed lately is looked at again for ten seconds.
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        await SweepsAsync(2);
        var after = await SpentAsync();
        Assert.Equal(before.Items, after.Items);
        Assert.InRange(after.Calls, 1, before.Calls + 20);

        async Task<(long Calls, long Items)> SpentAsync()
        {
            server.Clock.Advance(TimeSpan.FromMinutes(5));
            await SweepsAsync(2);
            counts.Clear();
            await SweepsAsync(3);
            for (var n = 0; n < 10; n++) await scene.GracesClient.SyncAsync(new SyncCursor(scene.Conversation, 0));
            return (counts.Calls.Values.Sum(), counts.Items);
        }

        async Task SweepsAsync(int count)
        {
            var until = counts.CallsOf("ReadFactsAsync") + count + 1;
            await Wait.UntilAsync(() => counts.CallsOf("ReadFactsAsync") >= until, Pushes.Deadline, () => $"{counts}");
        }
    }

    /// <summary>What every second asks, whoever is there.</summary>
    private static bool IsSweep(string method) => method is "ReadFactsAsync" or "ReadChangedParticipationsAsync" or "ReadChangedAsync" or "CountHoldersAsync" or "ListAsync";

    private static Task InCirclesAsync(ChatServer server, Person person, int count) => Crowd.EachAsync(Enumerable.Range(0, count), _ => server.CircleAsync(person));

    private static Dictionary<string, long> Spent(Dictionary<string, long> before, Dictionary<string, long> after) =>
        after.Select(c => KeyValuePair.Create(c.Key, c.Value - before.GetValueOrDefault(c.Key))).Where(c => c.Value > 0).ToDictionary();
}
