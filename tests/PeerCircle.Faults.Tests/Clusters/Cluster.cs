using MongoDB.Driver;
using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Server.Tests.Cluster;
using PeerCircle.Server.Tests.Conversations;
using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Tests;
using Xunit;

namespace PeerCircle.Faults.Tests.Clusters;

/// <summary>
/// Several server processes on one store and one Redis. The store is a stand-in of its own, since its faults concern all of it; or, where the scenario orders none, the replica set
/// that <c>PEERCIRCLE_TEST_MONGODB</c> names.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly List<Node> _nodes = [];
    private readonly string _redisOptions;

    private Cluster(RedisProcess redis, MongoServer mongo, string redisOptions)
    {
        (Redis, Mongo, _redisOptions) = (redis, mongo, redisOptions);
        Database = $"peercircle_test_{Guid.CreateVersion7():N}";
    }

    /// <summary>Who has an account here already; crowds take these, and add to them.</summary>
    public List<Member> Members { get; } = [];

    public IReadOnlyList<Node> Nodes => _nodes;

    public RedisProcess Redis { get; }

    public MongoServer Mongo { get; }

    public string Database { get; }

    /// <param name="seed">Of the delays on all ways.</param>
    /// <param name="ownStore">Whether faults of the store will be ordered.</param>
    /// <param name="hasClocks">Whether servers have clocks that can be moved.</param>
    /// <param name="redisOptions">Added to how the servers find Redis.</param>
    public static async Task<Cluster> StartAsync(int nodes, int seed, bool ownStore = false, bool hasClocks = false, string redisOptions = "")
    {
        var redis = await RedisProcess.StartAsync(ServerProcess.FreeUrl().Port);
        var isReal = !ownStore && Environment.GetEnvironmentVariable(MongoServer.Variable) is { Length: > 0 };
        Cluster cluster;
        try
        {
            cluster = new Cluster(redis, isReal ? await MongoServer.SharedAsync() : await MongoServer.StandInAsync(), redisOptions);
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
        try
        {
            int? store = isReal ? null : MongoUrl.Create(cluster.Mongo.ConnectionString).Server.Port;
            for (var n = 0; n < nodes; n++) cluster._nodes.Add(new Node(n + 1, redis.Port, store, seed + (10 * n), cluster.Settings, hasClocks ? new ShiftedClock() : null));
            // The first one makes the schema.
            await cluster._nodes[0].StartAsync();
            await Task.WhenAll(cluster._nodes.Select(n => n.StartAsync()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Everything works again: servers that were killed run, ways that were disturbed flow, Redis is there.</summary>
    public async Task HealAsync()
    {
        await Redis.KeepAsync();
        await Task.WhenAll(_nodes.Select(n => n.HealAsync()));
        await AreAsync("ok");
    }

    /// <summary>Until all servers say how they are: <c>ok</c>, or <c>degraded</c> while Redis is away.</summary>
    public async Task AreAsync(string health)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var asks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var said = "nothing";
        for (var deadline = DateTime.UtcNow + Patience; DateTime.UtcNow < deadline; await asks.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                var all = await Task.WhenAll(_nodes.Select(n => http.GetStringAsync(new Uri(n.Url, "health/ready"))));
                said = string.Join(' ', all);
                if (all.All(one => one == health)) return;
            }
            catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
            {
                said = away.Message;
            }
        }
        Assert.Fail($"Not within {Patience.TotalSeconds} s {health}, but {said}.");
    }

    /// <summary>Runs a command of the server program on the store, which no server may hold, to its end.</summary>
    public Task<(int Code, string Output, string Error)> CommandAsync(string name) => ServerProcess.RunAsync([name, .. Storage(Mongo.ConnectionString)]);

    /// <summary>Ends all of it, also when a part of it fails to.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.WhenAll(_nodes.Select(n => n.DisposeAsync().AsTask()));
        }
        finally
        {
            await Redis.DisposeAsync();
            // A stand-in ends with all it holds.
            await (Mongo.IsStandIn ? Mongo.DisposeAsync().AsTask() : Mongo.Client.DropDatabaseAsync(Database));
        }
    }

    private string[] Storage(string uri) => ["--Storage:Provider=mongo", $"--Storage:Mongo:Uri={uri}", $"--Storage:Mongo:Database={Database}"];

    private string[] Settings(Node node) =>
    [
        .. Storage(node.Store is { } store ? $"mongodb://{store.Address}" : Mongo.ConnectionString),
        $"--Redis:Uri={node.Redis.Address}{_redisOptions}",
    ];
}
