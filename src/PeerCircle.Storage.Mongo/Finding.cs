using MongoDB.Bson;
using MongoDB.Driver;

namespace PeerCircle.Storage.Mongo;

internal static class Finding
{
    private const int LargestBatch = 1_001;

    /// <summary>What a filter finds, in the given order, at most <paramref name="limit"/>; the first 1,000 in one round trip.</summary>
    public static async Task<List<T>> FindManyAsync<T>(
        this IMongoCollection<BsonDocument> collection, Guard guard, BsonDocument filter, BsonDocument? sort, int limit, Func<BsonDocument, T> read, CancellationToken cancellation)
    {
        if (limit <= 0) return []; // to the server 0 is no limit
        var options = new FindOptions<BsonDocument> { Sort = sort, Limit = limit, BatchSize = (int)Math.Min(LargestBatch, limit + 1L) };
        var found = await guard.AskAsync(
            async token =>
            {
                using var cursor = await collection.FindAsync(filter, options, token);
                return await cursor.ToListAsync(token);
            },
            cancellation);
        return found.ConvertAll(new Converter<BsonDocument, T>(read));
    }
}
