using MongoDB.Bson;
using MongoDB.Driver;

namespace PeerCircle.Faults.Tests.Clusters;

/// <summary>A backup of a database, without the servers' holds on it, which are of the moment.</summary>
internal sealed class StoreCopy
{
    private readonly IMongoDatabase _database;
    private readonly Dictionary<string, List<BsonDocument>> _documents = [];

    private StoreCopy(IMongoDatabase database) => _database = database;

    public static async Task<StoreCopy> TakeAsync(IMongoDatabase database, CancellationToken cancellation)
    {
        var copy = new StoreCopy(database);
        // In one transaction, so that it is of one moment.
        using var session = await database.Client.StartSessionAsync(cancellationToken: cancellation);
        var names = await (await database.ListCollectionNamesAsync(cancellationToken: cancellation)).ToListAsync(cancellation);
        session.StartTransaction();
        foreach (var name in names.Where(n => n != "nodes")) copy._documents[name] = await database.GetCollection<BsonDocument>(name).Find(session, new BsonDocument()).ToListAsync(cancellation);
        await session.CommitTransactionAsync(cancellation);
        return copy;
    }

    /// <summary>Puts it back; what came after it is gone. Nobody may use the database meanwhile.</summary>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        foreach (var (name, documents) in _documents)
        {
            var collection = _database.GetCollection<BsonDocument>(name);
            await collection.DeleteManyAsync(new BsonDocument(), cancellation);
            foreach (var some in documents.Chunk(500)) await collection.InsertManyAsync(some, cancellationToken: cancellation);
        }
    }
}
