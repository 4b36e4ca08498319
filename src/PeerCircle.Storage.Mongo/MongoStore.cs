using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Mongo.Conversations;
using PeerCircle.Storage.Mongo.Documents;
using PeerCircle.Storage.Mongo.Opening;

namespace PeerCircle.Storage.Mongo;

/// <summary>
/// The store on MongoDB: a replica set or a sharded cluster, shared by any number of serving nodes. Every acknowledged write is on
/// the disks of a majority.
/// </summary>
public sealed class MongoStore : IStore
{
    private readonly Collections _collections;
    private readonly Guard _guard;
    private readonly Migrations _migrations;
    private readonly NodeLease _lease;
    private bool _isDisposed;

    /// <summary>Connects when first used.</summary>
    /// <exception cref="StoreRefusedException">The connection string cannot be read.</exception>
    public MongoStore(string connectionString, string database, TimeProvider time, ILogger<MongoStore> logger)
    {
        try
        {
            _collections = new(connectionString, database);
        }
        catch (Exception invalid) when (invalid is MongoDB.Driver.MongoConfigurationException or ArgumentException)
        {
            throw new StoreRefusedException($"The MongoDB connection string or database name cannot be used: {invalid.Message}", invalid);
        }
        _guard = new(time);
        _migrations = new(_collections, time, logger);
        _lease = new(_collections.Nodes, _guard, time, logger);
        Conversations = new MongoConversationLog(_collections, _guard, new(_collections, time, logger));
        Documents = new MongoDocumentStore(_collections.Documents, _guard);
    }

    public IConversationLog Conversations { get; }

    public IDocumentStore Documents { get; }

    public async Task OpenAsync(StoreHold hold, CancellationToken cancellation)
    {
        await CheckTopologyAsync(cancellation);
        // The lease comes first: a program that holds the store alone must not meet a schema that changes.
        await _lease.TakeAsync(hold, cancellation);
        try
        {
            await _migrations.RunAsync(cancellation);
        }
        catch (Exception outage) when (Guard.IsOutage(outage))
        {
            throw Guard.Unavailable(outage);
        }
    }

    public Task<StoreFacts> ReadFactsAsync(CancellationToken cancellation) => _guard.AskAsync(_migrations.ReadFactsAsync, cancellation);

    public Task<int> CountHoldersAsync(CancellationToken cancellation) => _lease.CountLiveAsync(cancellation);

    public Task RenewEpochAsync(CancellationToken cancellation) => _lease.Held == StoreHold.Exclusive
        ? _guard.WriteAsync(async token => { await _migrations.RenewEpochAsync(token); return true; }, cancellation)
        : throw new InvalidOperationException("The epoch is renewed only by who holds the store exclusively.");

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        await _lease.DisposeAsync();
        _collections.Dispose();
    }

    private async Task CheckTopologyAsync(CancellationToken cancellation)
    {
        var hello = await _guard.AskAsync(token => _collections.Database.RunCommandAsync<BsonDocument>(new BsonDocument("hello", 1), cancellationToken: token), cancellation);
        if (hello.Contains("setName") || hello.GetValue("msg", "") == "isdbgrid") return;
        throw new StoreRefusedException(
            "The MongoDB server is a standalone one, which has no transactions: a replica set is required, of one member at least. "
            + "Start mongod with --replSet rs0, run rs.initiate() once in its shell, and add ?replicaSet=rs0 to the connection string.");
    }
}
