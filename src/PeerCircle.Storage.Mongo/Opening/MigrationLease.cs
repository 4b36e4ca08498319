using MongoDB.Bson;
using MongoDB.Driver;

namespace PeerCircle.Storage.Mongo.Opening;

/// <summary>The right to migrate, for a minute by the server's clock; taking it again prolongs it.</summary>
internal sealed class MigrationLease(IMongoCollection<BsonDocument> store)
{
    private const int LifetimeMs = 60_000;
    private static readonly BsonDocument Key = new("_id", "migration");
    private readonly string _holder = Guid.NewGuid().ToString("D");

    public async Task<bool> TryTakeAsync(CancellationToken cancellation)
    {
        var isFree = new BsonDocument("$or", new BsonArray
        {
            new BsonDocument("$eq", new BsonArray { "$by", _holder }),
            new BsonDocument("$lt", new BsonArray { new BsonDocument("$ifNull", new BsonArray { "$expires", new BsonDateTime(0) }), "$$NOW" }),
        });
        var take = new BsonDocument("$set", new BsonDocument
        {
            { "by", Choose(isFree, _holder, "$by") },
            { "expires", Choose(isFree, new BsonDocument("$add", new BsonArray { "$$NOW", LifetimeMs }), "$expires") },
        });
        try
        {
            var lease = await store.FindOneAndUpdateAsync<BsonDocument>(
                Key, PipelineDefinition<BsonDocument, BsonDocument>.Create(take),
                new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = true, ReturnDocument = ReturnDocument.After }, cancellation);
            return lease["by"] == _holder;
        }
        catch (MongoCommandException taken) when (taken.Code == 11000)
        {
            return false; // two made the document at once
        }
    }

    public Task GiveBackAsync(CancellationToken cancellation) => store.DeleteOneAsync(new BsonDocument { { "_id", "migration" }, { "by", _holder } }, cancellation);

    private static BsonDocument Choose(BsonDocument test, BsonValue yes, BsonValue no) => new("$cond", new BsonArray { test, yes, no });
}
