using MongoDB.Bson;
using MongoDB.Driver;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Mongo.Documents;

/// <summary>
/// All documents in one collection: <c>{ _id: "type:id", t, v, sort, keys, ix, changedAt, body }</c>. Every write is an update, because
/// only in those the server stamps its own time.
/// </summary>
internal sealed class MongoDocumentStore(IMongoCollection<BsonDocument> documents, Guard guard) : IDocumentStore
{
    private const string IdIndex = "_id_";

    public async Task<Stored<T>?> FindAsync<T>(DocumentType<T> type, Guid id, CancellationToken cancellation) where T : Document =>
        await FindOneAsync(type, new BsonDocument("_id", Key(type, id)), cancellation);

    public async Task<IReadOnlyList<Stored<T>>> FindManyAsync<T>(DocumentType<T> type, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) where T : Document =>
        await FindAsync(type, new BsonDocument("_id", new BsonDocument("$in", new BsonArray(ids.Select(id => Key(type, id))))), null, ids.Count, cancellation);

    public async Task<Stored<T>?> FindByKeyAsync<T>(DocumentType<T> type, string key, string value, CancellationToken cancellation) where T : Document
    {
        Declared(type.Keys.ContainsKey(key), type.Name, key);
        return await FindOneAsync(type, new BsonDocument("keys", new BsonString(IndexValue.Text(type.Name, key, value))), cancellation);
    }

    public async Task<DocumentPage<T>> ListAsync<T>(DocumentType<T> type, DocumentQuery query, CancellationToken cancellation) where T : Document
    {
        foreach (var match in query.Where) Declared(type.Indexes.ContainsKey(match.Index), type.Name, match.Index);
        var conditions = new BsonArray(query.Where.Select(match => IndexValue.Condition(type.Name, match)));
        // An index value says of which type it is; without one the type leads.
        if (conditions.Count == 0) conditions.Add(new BsonDocument("t", type.Name));
        if (query.After is { } after) conditions.Add(Beyond(PageToken.Read(after, type.Name, query), query.Descending));
        var direction = query.Descending ? -1 : 1;
        var found = await FindRawAsync(
            new BsonDocument("$and", conditions), new BsonDocument { { "sort", direction }, { "_id", direction } }, (int)Math.Min(int.MaxValue, query.Limit + 1L), cancellation);
        var items = found.Take(query.Limit).ToList();
        var next = found.Count > items.Count && items.Count > 0 ? new PageToken(items[^1]["sort"].AsString, items[^1]["_id"].AsString).Write(type.Name, query) : null;
        return new DocumentPage<T>([.. items.Select(item => Read(type, item))], next);
    }

    public async Task<IReadOnlyList<Stored<T>>> ReadChangedAsync<T>(DocumentType<T> type, DateTimeOffset since, int limit, CancellationToken cancellation) where T : Document
    {
        var filter = new BsonDocument { { "t", type.Name }, { "changedAt", new BsonDocument("$gte", BsonForm.Time(since)) } };
        return await FindAsync(type, filter, new BsonDocument("changedAt", 1), limit, cancellation);
    }

    // Aimed at a version that no document has: it makes the document or meets the one that has its id.
    public Task<WriteOutcome> InsertAsync<T>(DocumentType<T> type, T document, CancellationToken cancellation) where T : Document => WriteAsync(
        new BsonDocument { { "_id", Key(type, type.Id(document)) }, { "v", new BsonDocument("$lt", 1L) } },
        Update(type, document, isQuiet: false),
        isUpsert: true,
        cancellation);

    public Task<WriteOutcome> ReplaceAsync<T>(DocumentType<T> type, T document, long version, bool quiet, CancellationToken cancellation) where T : Document => WriteAsync(
        new BsonDocument { { "_id", Key(type, type.Id(document)) }, { "v", version } },
        Update(type, document, quiet),
        isUpsert: false,
        cancellation);

    public Task<WriteOutcome> DeleteAsync<T>(DocumentType<T> type, Guid id, long version, CancellationToken cancellation) where T : Document => guard.WriteAsync(
        async token =>
        {
            var result = await documents.DeleteOneAsync(new BsonDocument { { "_id", Key(type, id) }, { "v", version } }, token);
            return result.DeletedCount == 1 ? WriteOutcome.Written : WriteOutcome.VersionMoved;
        },
        cancellation);

    private Task<WriteOutcome> WriteAsync(BsonDocument filter, BsonDocument update, bool isUpsert, CancellationToken cancellation) => guard.WriteAsync(
        async token =>
        {
            try
            {
                var result = await documents.UpdateOneAsync(filter, update, new UpdateOptions { IsUpsert = isUpsert }, token);
                return result.MatchedCount == 1 || result.UpsertedId is not null ? WriteOutcome.Written : WriteOutcome.VersionMoved;
            }
            catch (MongoWriteException taken) when (taken.WriteError?.Category == ServerErrorCategory.DuplicateKey)
            {
                return IndexOf(taken.WriteError.Message) == IdIndex ? WriteOutcome.IdTaken : WriteOutcome.KeyTaken;
            }
        },
        cancellation);

    private static BsonDocument Update<T>(DocumentType<T> type, T document, bool isQuiet) where T : Document
    {
        var keys = IndexValue.Keys(type, document);
        var update = new BsonDocument
        {
            {
                "$set", new BsonDocument
                {
                    { "t", type.Name },
                    { "sort", type.Sort(document) },
                    { "ix", IndexValue.Indexes(type, document) },
                    { "body", JsonForm.Write(document, type.Json) },
                }
            },
            { "$inc", new BsonDocument("v", 1L) },
        };
        // The unique index leaves out documents without the member; an empty list in it would be a value like any other.
        if (keys.Count > 0) update["$set"]["keys"] = keys;
        else update["$unset"] = new BsonDocument("keys", "");
        if (!isQuiet) update["$currentDate"] = new BsonDocument("changedAt", true);
        return update;
    }

    /// <summary>The bound on the sort alone lets an index begin there, whatever the planner makes of the alternatives.</summary>
    private static BsonDocument Beyond(PageToken token, bool descending)
    {
        var beyond = descending ? "$lt" : "$gt";
        return new BsonDocument
        {
            { "sort", new BsonDocument(beyond + "e", token.Sort) },
            { "$or", new BsonArray { new BsonDocument("sort", new BsonDocument(beyond, token.Sort)), new BsonDocument("_id", new BsonDocument(beyond, token.Key)) } },
        };
    }

    /// <summary>The server names the index before it quotes the value that met it: <c>… index: NAME dup key: …</c>.</summary>
    private static string IndexOf(string message)
    {
        const string Before = " index: ";
        var start = message.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return message[start..message.IndexOf(' ', start)];
    }

    private static string Key<T>(DocumentType<T> type, Guid id) where T : Document => $"{type.Name}:{id:D}";

    private static void Declared(bool isDeclared, string type, string name)
    {
        if (!isDeclared) throw new ArgumentException($"Documents of kind '{type}' declare no '{name}'.");
    }

    private static Stored<T> Read<T>(DocumentType<T> type, BsonDocument document) where T : Document =>
        new(JsonForm.Read(document["body"].AsBsonDocument, type.Json), document["v"].ToInt64(), BsonForm.Time(document["changedAt"]));

    private async Task<Stored<T>?> FindOneAsync<T>(DocumentType<T> type, BsonDocument filter, CancellationToken cancellation) where T : Document =>
        (await FindAsync(type, filter, null, 1, cancellation)).SingleOrDefault();

    private Task<List<Stored<T>>> FindAsync<T>(DocumentType<T> type, BsonDocument filter, BsonDocument? sort, int limit, CancellationToken cancellation) where T : Document =>
        documents.FindManyAsync(guard, filter, sort, limit, document => Read(type, document), cancellation);

    private Task<List<BsonDocument>> FindRawAsync(BsonDocument filter, BsonDocument sort, int limit, CancellationToken cancellation) =>
        documents.FindManyAsync(guard, filter, sort, limit, document => document, cancellation);
}
