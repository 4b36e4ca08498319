using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Mongo.Opening;

/// <summary>
/// Brings the schema up to date: numbered steps forward, each of which may be run again after dying half-way, by one node at a time.
/// </summary>
internal sealed class Migrations(Collections collections, TimeProvider time, ILogger logger)
{
    private const string StoreId = "store";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(250);

    /// <summary>Step n (from 1) makes schema n out of n - 1. Never changed once released, only added to.</summary>
    private static readonly Func<Collections, CancellationToken, Task>[] Steps = [FirstSchema.CreateAsync];

    public static int Newest => Steps.Length;

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var lease = new MigrationLease(collections.Store);
        try
        {
            for (var waited = false; await ReadSchemaAsync(either.Token) < Newest; waited = true)
            {
                if (await lease.TryTakeAsync(either.Token))
                {
                    await StepAsync(lease, either.Token);
                    continue;
                }
                if (!waited) Log.WaitingForMigration(logger);
                await Task.Delay(AskAgain, time, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The store's schema was not brought up to date in time; another node may still be at it.");
        }
        await lease.GiveBackAsync(cancellation);
    }

    private async Task StepAsync(MigrationLease lease, CancellationToken cancellation)
    {
        for (var schema = await ReadSchemaAsync(cancellation); schema < Newest && await lease.TryTakeAsync(cancellation);)
        {
            await Steps[schema](collections, cancellation);
            await WriteSchemaAsync(schema, schema + 1, cancellation);
            Log.Migrated(logger, ++schema);
        }
    }

    /// <summary>0 for a store that does not exist yet.</summary>
    private async Task<int> ReadSchemaAsync(CancellationToken cancellation)
    {
        var store = await collections.Store.Find(new BsonDocument("_id", StoreId)).FirstOrDefaultAsync(cancellation);
        var schema = store?["schema"].ToInt32() ?? 0;
        return schema <= Newest ? schema : throw new StoreRefusedException(
            $"The store has schema {schema}, this program knows schemas up to {Newest}. Run the newer version of the program, or restore a backup made before the update.");
    }

    // The old number in the filter: of two that migrate at once (a lease that expired) only one counts a step.
    private async Task WriteSchemaAsync(int from, int to, CancellationToken cancellation)
    {
        try
        {
            await collections.Store.UpdateOneAsync(
                from == 0 ? new BsonDocument { { "_id", StoreId }, { "schema", new BsonDocument("$lt", to) } } : new BsonDocument { { "_id", StoreId }, { "schema", from } },
                new BsonDocument { { "$set", new BsonDocument("schema", to) }, { "$setOnInsert", new BsonDocument("epoch", NewEpoch()) } },
                new UpdateOptions { IsUpsert = from == 0 },
                cancellation);
        }
        catch (MongoWriteException taken) when (taken.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            // Another node has counted this step already.
        }
    }

    public async Task RenewEpochAsync(CancellationToken cancellation) => await collections.Store.UpdateOneAsync(
        new BsonDocument("_id", StoreId), new BsonDocument("$set", new BsonDocument("epoch", NewEpoch())), cancellationToken: cancellation);

    /// <summary>One round trip; the time is the server's own.</summary>
    public async Task<StoreFacts> ReadFactsAsync(CancellationToken cancellation)
    {
        var facts = await collections.Store.Aggregate()
            .Match(new BsonDocument("_id", StoreId))
            .Project(new BsonDocument { { "schema", 1 }, { "epoch", 1 }, { "now", "$$NOW" } })
            .SingleOrDefaultAsync(cancellation) ?? throw new InvalidOperationException("The store has not been opened.");
        return new StoreFacts(facts["schema"].ToInt32(), facts["epoch"].AsString, BsonForm.Time(facts["now"]));
    }

    private static string NewEpoch() => Guid.NewGuid().ToString("D");
}
