using MongoDB.Bson;
using PeerCircle.Core.Storage;
using Xunit;

namespace PeerCircle.Storage.Tests;

/// <summary>Two nodes over a stand-in that each test has for itself, because faults concern the whole server.</summary>
public abstract class MongoFaultSuite : IAsyncLifetime
{
    protected const int Deadline = 60_000;
    private MongoServer? _server;
    private MongoPlace? _place;
    private TwoNodes? _nodes;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected IStore One => _nodes?.One ?? throw NotBegun();

    protected IStore Other => _nodes?.Other ?? throw NotBegun();

    protected string Database => _place?.Database ?? throw NotBegun();

    protected string ConnectionString => _server?.ConnectionString ?? throw NotBegun();

    public async ValueTask InitializeAsync()
    {
        var server = _server = await MongoServer.StandInAsync();
        _place = new(() => Task.FromResult(server));
        _nodes = await _place.ServeAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_nodes is not null) await _nodes.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }

    /// <summary>Orders trouble; see the stand-in's README.</summary>
    protected Task FaultAsync(BsonDocument fault) => (_server ?? throw NotBegun()).FaultAsync(fault, Stop);

    protected Task<BsonDocument> StatsAsync() => (_server ?? throw NotBegun()).StatsAsync(Stop);

    protected async Task ServerDoesAsync(Func<BsonDocument, bool> what)
    {
        while (!what(await StatsAsync())) await Task.Yield();
    }

    private static InvalidOperationException NotBegun() => new("The test has not begun.");
}
