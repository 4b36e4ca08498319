using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Server.Tests.Cluster;
using PeerCircle.Storage.Tests;
using Xunit;

namespace PeerCircle.Browser.Tests.Cluster;

/// <summary>What one runs when one server is not enough: two on one MongoDB with a Redis between them, behind a proxy.</summary>
public sealed class TwoServers : IAsyncLifetime
{
    private readonly string _database = $"peercircle_test_{Guid.CreateVersion7():N}";
    private readonly Proxy _proxy = new();
    private readonly Dictionary<string, ServerProcess> _servers = [];
    private MongoServer? _mongo;
    private RedisProcess? _redis;

    public Uri Url => _proxy.Url;

    internal RedisProcess Redis => _redis ?? throw new InvalidOperationException("Not started.");

    public ServerProcess this[string name] => _servers[name];

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _redis = await RedisProcess.StartAsync(Ports.Free());
        _mongo = await MongoServer.SharedAsync();
        string[] settings = ["--Storage:Provider=mongo", $"--Storage:Mongo:Uri={_mongo.ConnectionString}", $"--Storage:Mongo:Database={_database}", $"--Redis:Uri={_redis.Uri}", "--Server:KnownProxies:0=127.0.0.1"];
        foreach (var name in (string[])["one", "two"])
        {
            _servers[name] = new ServerProcess(settings);
            await _servers[name].StartAsync(cancellation);
        }
        await _proxy.StartAsync(_servers.ToDictionary(server => server.Key, server => server.Value.Url), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        foreach (var server in _servers.Values) await server.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
        if (_mongo is not null) await _mongo.Client.DropDatabaseAsync(_database);
    }
}
