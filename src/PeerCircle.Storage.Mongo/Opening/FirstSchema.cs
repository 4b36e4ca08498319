using MongoDB.Bson;
using MongoDB.Driver;

namespace PeerCircle.Storage.Mongo.Opening;

/// <summary>
/// Schema 1. Everything of a conversation carries its id as <c>c</c>, so that a sharded cluster can keep it together with a ranged
/// shard key on <c>c</c> (on <c>_id</c> in conversations): a hashed one admits no unique index besides its own.
/// </summary>
internal static class FirstSchema
{
    public static async Task CreateAsync(Collections collections, CancellationToken cancellation)
    {
        await CreateCollectionsAsync(collections, cancellation);
        await IndexAsync(
            collections.Messages, cancellation,
            Unique("rev", Ascending("c", "rev")),
            Unique("seq", Ascending("c", "seq")),
            new("replies", Ascending("c", "parent", "seq"), new() { PartialFilterExpression = new BsonDocument("parent", new BsonDocument("$exists", true)) }));
        await IndexAsync(collections.Reactions, cancellation, new("order", Ascending("c", "m", "order")), new("members", Ascending("c", "m", "u")));
        await IndexAsync(
            collections.Participations, cancellation,
            new("member", Ascending("u")), new("present", Ascending("c", "present", "u")), new("changed", Ascending("changedAt")));
        await IndexAsync(
            collections.Documents, cancellation,
            new("keys", Ascending("keys"), new() { Unique = true, Sparse = true }),
            new("indexes", Ascending("ix", "sort", "_id")),
            new("sort", Ascending("t", "sort", "_id")),
            new("changed", Ascending("t", "changedAt")));
    }

    // Made beforehand: inside a transaction not every version may make a collection, and two that try conflict.
    private static async Task CreateCollectionsAsync(Collections collections, CancellationToken cancellation)
    {
        foreach (var collection in new[] { collections.Conversations, collections.Messages, collections.Reactions, collections.Participations, collections.Documents, collections.Nodes })
        {
            try
            {
                await collections.Database.CreateCollectionAsync(collection.CollectionNamespace.CollectionName, cancellationToken: cancellation);
            }
            catch (MongoCommandException exists) when (exists.CodeName == "NamespaceExists")
            {
                // An earlier attempt got this far.
            }
        }
    }

    private sealed record Index(string Name, BsonDocument Keys, CreateIndexOptions<BsonDocument>? Options = null);

    private static Index Unique(string name, BsonDocument keys) => new(name, keys, new() { Unique = true });

    private static BsonDocument Ascending(params string[] fields) => new(fields.Select(field => new BsonElement(field, 1)));

    private static async Task IndexAsync(IMongoCollection<BsonDocument> collection, CancellationToken cancellation, params Index[] indexes) =>
        await collection.Indexes.CreateManyAsync(indexes.Select(Model), cancellation);

    private static CreateIndexModel<BsonDocument> Model(Index index)
    {
        var options = index.Options ?? new();
        options.Name = index.Name;
        return new(index.Keys, options);
    }
}
