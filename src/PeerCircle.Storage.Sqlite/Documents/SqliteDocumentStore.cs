using System.Text.Json;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Sqlite.Documents;

/// <summary>Documents in one table for all kinds, with their unique keys and index entries in two more.</summary>
internal sealed class SqliteDocumentStore(SqliteStore store) : IDocumentStore
{
    public async Task<Stored<T>?> FindAsync<T>(DocumentType<T> type, Guid id, CancellationToken cancellation) where T : Document =>
        (await ReadAsync(
            type, "SELECT body, version, changed_at FROM documents WHERE type = $type AND id = $id", cancellation,
            ("$type", type.Name), ("$id", id)).ConfigureAwait(false)).SingleOrDefault();

    public Task<IReadOnlyList<Stored<T>>> FindManyAsync<T>(DocumentType<T> type, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) where T : Document =>
        ReadAsync(
            type, "SELECT body, version, changed_at FROM documents WHERE type = $type AND id IN (SELECT unhex(value) FROM json_each($set))", cancellation,
            ("$type", type.Name), ("$set", Rows.Set(ids.AtMost1000())));

    public async Task<Stored<T>?> FindByKeyAsync<T>(DocumentType<T> type, string key, string value, CancellationToken cancellation) where T : Document =>
        (await ReadAsync(
            type,
            """
            SELECT d.body, d.version, d.changed_at FROM document_keys k JOIN documents d ON d.type = k.type AND d.id = k.id
            WHERE k.type = $type AND k.name = $name AND k.value = $value
            """,
            cancellation, ("$type", type.Name), ("$name", key), ("$value", value)).ConfigureAwait(false)).SingleOrDefault();

    public async Task<DocumentPage<T>> ListAsync<T>(DocumentType<T> type, DocumentQuery query, CancellationToken cancellation) where T : Document
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        var list = new ListStatement(type.Name, query);
        var rows = await store.ReadAsync(
            session => session.Query(list.Sql, row => (Item: Read(type, row), Place: new PageCursor(row.GetString(3), row.Id(4))), list.Values), cancellation).ConfigureAwait(false);
        var next = rows.Count > query.Limit ? rows[query.Limit - 1].Place.Text() : null;
        return new([.. rows.Take(query.Limit).Select(row => row.Item)], next);
    }

    public Task<IReadOnlyList<Stored<T>>> ReadChangedAsync<T>(DocumentType<T> type, DateTimeOffset since, int limit, CancellationToken cancellation) where T : Document =>
        ReadAsync(
            type, "SELECT body, version, changed_at FROM documents INDEXED BY documents_changed WHERE changed_at >= $since AND type = $type ORDER BY changed_at, id LIMIT $limit", cancellation,
            ("$since", since), ("$type", type.Name), ("$limit", limit));

    public Task<WriteOutcome> InsertAsync<T>(DocumentType<T> type, T document, CancellationToken cancellation) where T : Document =>
        store.WriteAsync(DocumentRow.Of(type, document).Insert, cancellation);

    public Task<WriteOutcome> ReplaceAsync<T>(DocumentType<T> type, T document, long version, bool quiet, CancellationToken cancellation) where T : Document
    {
        var row = DocumentRow.Of(type, document);
        return store.WriteAsync((session, now) => row.Replace(session, now, version, quiet), cancellation);
    }

    public Task<WriteOutcome> DeleteAsync<T>(DocumentType<T> type, Guid id, long version, CancellationToken cancellation) where T : Document =>
        store.WriteAsync((session, _) => DocumentRow.Delete(session, type.Name, id, version), cancellation);

    private async Task<IReadOnlyList<Stored<T>>> ReadAsync<T>(DocumentType<T> type, string sql, CancellationToken cancellation, params (string Name, Value Value)[] values) where T : Document =>
        await store.ReadAsync(session => session.Query(sql, row => Read(type, row), values), cancellation).ConfigureAwait(false);

    private static Stored<T> Read<T>(DocumentType<T> type, Row row) where T : Document => new(
        JsonSerializer.Deserialize(row.GetBytes(0), type.Json) ?? throw new InvalidOperationException($"A document of kind {type.Name} has no body."),
        row.GetInt64(1),
        row.Time(2));
}
