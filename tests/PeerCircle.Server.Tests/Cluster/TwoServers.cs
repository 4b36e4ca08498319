using System.Net;
using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Tests;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>Two server processes on one MongoDB, with a Redis between them.</summary>
public class TwoServers : IAsyncLifetime
{
    private readonly string _database = $"peercircle_test_{Guid.CreateVersion7():N}";
    private MongoServer? _mongo;
    private string[] _shared = [];

    internal ServerProcess A { get; private set; } = null!;

    internal ServerProcess B { get; private set; } = null!;

    internal RedisProcess Redis { get; private set; } = null!;

    /// <summary>Each server's own way to Redis.</summary>
    internal FaultProxy RedisForA { get; private set; } = null!;

    internal FaultProxy RedisForB { get; private set; } = null!;

    /// <summary>Where the metrics of each are read.</summary>
    internal Uri MetricsOfA { get; } = ServerProcess.FreeUrl();

    internal Uri MetricsOfB { get; } = ServerProcess.FreeUrl();

    /// <summary>The member who came first.</summary>
    internal Peer Founder { get; private set; } = null!;

    /// <summary>What both are told beside.</summary>
    protected virtual string[] Settings => [];

    /// <summary>How a server is told where Redis is.</summary>
    protected virtual string RedisAt(IPEndPoint address) => $"redis://{address}";

    public async ValueTask InitializeAsync()
    {
        Redis = await RedisProcess.StartAsync(ServerProcess.FreeUrl().Port);
        (RedisForA, RedisForB) = (new FaultProxy(Redis.Port, seed: 1), new FaultProxy(Redis.Port, seed: 2));
        _mongo = await MongoServer.SharedAsync();
        _shared = ["--Storage:Provider=mongo", $"--Storage:Mongo:Uri={_mongo.ConnectionString}", $"--Storage:Mongo:Database={_database}"];
        A = await ServeAsync(ServerProcess.FreeUrl(), RedisForA, MetricsOfA);
        B = await ServeAsync(ServerProcess.FreeUrl(), RedisForB, MetricsOfB);
        Founder = await Peer.JoinAsync(A.Url, "founder", isFirst: true);
    }

    /// <summary>Starts the first server, which has ended, again under its address.</summary>
    internal async Task RestartAAsync()
    {
        await A.DisposeAsync();
        A = await ServeAsync(A.Url, RedisForA, MetricsOfA);
    }

    /// <summary>The same of the second.</summary>
    internal async Task RestartBAsync()
    {
        await B.DisposeAsync();
        B = await ServeAsync(B.Url, RedisForB, MetricsOfB);
    }

    /// <summary>Until both servers say how they are: <c>ok</c>, or <c>degraded</c> while Redis is away.</summary>
    internal async Task AreAsync(string health)
    {
        using var http = new HttpClient();
        var said = "nothing";
        for (var deadline = DateTime.UtcNow.AddSeconds(30); DateTime.UtcNow < deadline;)
        {
            said = $"{await http.GetStringAsync(new Uri(A.Url, "health/ready"))} {await http.GetStringAsync(new Uri(B.Url, "health/ready"))}";
            if (said == $"{health} {health}") return;
        }
        Assert.Fail($"Not within 30 s {health}, but {said}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (Founder is not null) await Founder.DisposeAsync();
        if (A is not null) await A.DisposeAsync();
        if (B is not null) await B.DisposeAsync();
        RedisForA?.Dispose();
        RedisForB?.Dispose();
        if (Redis is not null) await Redis.DisposeAsync();
        if (_mongo is not null) await _mongo.Client.DropDatabaseAsync(_database);
        GC.SuppressFinalize(this);
    }

    private Task<ServerProcess> ServeAsync(Uri url, FaultProxy redis, Uri metrics) =>
        ServerProcess.ServeAsync(url, [.. _shared, $"--Redis:Uri={RedisAt(redis.Address)}", $"--Metrics:Url={metrics.GetLeftPart(UriPartial.Authority)}", .. Settings]);
}
