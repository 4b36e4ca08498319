using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Mongo.Opening;

/// <summary>
/// A node's hold on the store: a document that expires 30 s after its last renewal, by the server's clock. Own lease first, then a
/// look at the others': of two that come at once at least one sees the other.
/// </summary>
internal sealed class NodeLease(IMongoCollection<BsonDocument> nodes, Guard guard, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const int LifetimeMs = 30_000;
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReleasePatience = TimeSpan.FromSeconds(2);
    private readonly BsonDocument _key = new("_id", BsonForm.Id(Guid.NewGuid()));
    private readonly CancellationTokenSource _stop = new();
    private Task _renewing = Task.CompletedTask;

    public StoreHold? Held { get; private set; }

    public async Task TakeAsync(StoreHold hold, CancellationToken cancellation)
    {
        // From here on, whatever comes of it, there may be something to give back.
        Held = hold;
        await guard.WriteAsync(token => WriteAsync(hold, isUpsert: true, token), cancellation);
        if (await FindConflictAsync(hold, cancellation) is { } conflict)
        {
            await ReleaseAsync();
            throw new StoreRefusedException(conflict);
        }
        _renewing = RenewAsync(hold);
    }

    /// <summary>How many have not expired, this one included.</summary>
    public async Task<int> CountLiveAsync(CancellationToken cancellation) => (await ReadAsync(cancellation)).Count(node => node["isLive"].AsBoolean);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        _stop.Dispose();
        if (Held is not null) await ReleaseAsync();
    }

    private Task<UpdateResult> WriteAsync(StoreHold hold, bool isUpsert, CancellationToken cancellation) => nodes.UpdateOneAsync(
        _key,
        PipelineDefinition<BsonDocument, BsonDocument>.Create(new BsonDocument("$set", new BsonDocument
        {
            { "hold", BsonForm.Name(hold) },
            { "expires", new BsonDocument("$add", new BsonArray { "$$NOW", LifetimeMs }) },
        })),
        new UpdateOptions { IsUpsert = isUpsert },
        cancellation);

    /// <summary>Why the hold may not stand beside the others' that have not expired; null when it may.</summary>
    private async Task<string?> FindConflictAsync(StoreHold hold, CancellationToken cancellation)
    {
        var others = (await ReadAsync(cancellation)).Where(node => node["_id"] != _key["_id"]).ToList();
        await RemoveExpiredAsync(others.Where(other => !other["isLive"].AsBoolean), cancellation);
        var live = others.Where(other => other["isLive"].AsBoolean).ToList();
        if (live.Any(other => BsonForm.Enumeration<StoreHold>(other["hold"]) == StoreHold.Exclusive))
            return "The store is held exclusively by another program. Wait until it has ended; if it died, its hold expires within 30 seconds.";
        return hold == StoreHold.Exclusive && live.Count > 0
            ? $"The store is in use by {live.Count} node(s). Stop every server first; the hold of one that died expires within 30 seconds."
            : null;
    }

    private Task<List<BsonDocument>> ReadAsync(CancellationToken cancellation) => guard.AskAsync(
        token => nodes.Aggregate()
            .Project(new BsonDocument { { "hold", 1 }, { "expires", 1 }, { "isLive", new BsonDocument("$gt", new BsonArray { "$expires", "$$NOW" }) } })
            .ToListAsync(token),
        cancellation);

    // With the time that was seen: one renewed meanwhile stays.
    private async Task RemoveExpiredAsync(IEnumerable<BsonDocument> expired, CancellationToken cancellation)
    {
        foreach (var other in expired)
            await guard.AskAsync(token => nodes.DeleteOneAsync(new BsonDocument { { "_id", other["_id"] }, { "expires", other["expires"] } }, token), cancellation);
    }

    private async Task RenewAsync(StoreHold hold)
    {
        using var timer = new PeriodicTimer(RenewEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token)) await RenewOnceAsync(hold);
        }
        catch (OperationCanceledException)
        {
            // The store is being closed.
        }
    }

    private async Task RenewOnceAsync(StoreHold hold)
    {
        try
        {
            var renewed = await guard.AskAsync(token => WriteAsync(hold, isUpsert: false, token), _stop.Token);
            if (renewed.MatchedCount > 0) return;
            Log.LeaseLost(logger);
            await guard.AskAsync(token => WriteAsync(hold, isUpsert: true, token), _stop.Token);
            if (await FindConflictAsync(hold, _stop.Token) is not null) Log.LeaseOverridden(logger);
        }
        catch (Exception failed) when (failed is StoreUnavailableException or MongoException)
        {
            Log.LeaseNotRenewed(logger, failed);
        }
    }

    private async Task ReleaseAsync()
    {
        Held = null;
        using var deadline = new CancellationTokenSource(ReleasePatience, time);
        try
        {
            await nodes.DeleteOneAsync(_key, deadline.Token);
        }
        catch (Exception failed) when (failed is MongoException or TimeoutException or OperationCanceledException)
        {
            Log.LeaseNotReleased(logger, failed);
        }
    }
}
