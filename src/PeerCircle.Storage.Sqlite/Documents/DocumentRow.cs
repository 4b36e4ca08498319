using System.Text.Json;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Sqlite.Documents;

/// <summary>
/// A document as rows, made ready on its caller's thread so that the writer's only has to write. Keys and indexes that this
/// program's type does not declare belong to a newer one and are left alone.
/// </summary>
internal sealed class DocumentRow
{
    private readonly string _type;
    private readonly Guid _id;
    private readonly string _sort;
    private readonly string _body;
    private readonly HashSet<string> _names;
    private readonly HashSet<(string Name, string Value)> _keys;
    private readonly HashSet<(string Name, string Value)> _entries;

    private DocumentRow(string type, Guid id, string sort, string body, HashSet<string> names, HashSet<(string Name, string Value)> keys, HashSet<(string Name, string Value)> entries) =>
        (_type, _id, _sort, _body, _names, _keys, _entries) = (type, id, sort, body, names, keys, entries);

    public static DocumentRow Of<T>(DocumentType<T> type, T document) where T : Document
    {
        var keys = new HashSet<(string, string)>();
        foreach (var (name, of) in type.Keys)
        {
            if (of(document) is { } value)
                keys.Add((name, value));
        }

        var entries = type.Indexes.SelectMany(index => index.Value(document).Select(value => (index.Key, value))).ToHashSet();
        return new(type.Name, type.Id(document), type.Sort(document), JsonSerializer.Serialize(document, type.Json), [.. type.Keys.Keys, .. type.Indexes.Keys], keys, entries);
    }

    public WriteOutcome Insert(Session session, DateTimeOffset now)
    {
        if (Version(session) is not null)
            return WriteOutcome.IdTaken;
        if (KeyIsTaken(session))
            return WriteOutcome.KeyTaken;
        session.Execute(
            "INSERT INTO documents (type, id, version, changed_at, sort, body) VALUES ($type, $id, 1, $now, $sort, $body)",
            ("$type", _type), ("$id", _id), ("$now", now), ("$sort", _sort), ("$body", _body));
        Index(session);
        return WriteOutcome.Written;
    }

    public WriteOutcome Replace(Session session, DateTimeOffset now, long version, bool quiet)
    {
        if (Version(session) != version)
            return WriteOutcome.VersionMoved;
        if (KeyIsTaken(session))
            return WriteOutcome.KeyTaken;
        session.Execute(
            """
            UPDATE documents SET version = version + 1, changed_at = CASE WHEN $quiet THEN changed_at ELSE $now END, sort = $sort, body = $body
            WHERE type = $type AND id = $id
            """,
            ("$quiet", quiet), ("$now", now), ("$sort", _sort), ("$body", _body), ("$type", _type), ("$id", _id));
        Index(session);
        return WriteOutcome.Written;
    }

    public static WriteOutcome Delete(Session session, string type, Guid id, long version)
    {
        if (session.Execute("DELETE FROM documents WHERE type = $type AND id = $id AND version = $version", ("$type", type), ("$id", id), ("$version", version)) == 0)
            return WriteOutcome.VersionMoved;
        session.Execute("DELETE FROM document_keys WHERE type = $type AND id = $id", ("$type", type), ("$id", id));
        session.Execute("DELETE FROM document_indexes WHERE type = $type AND id = $id", ("$type", type), ("$id", id));
        return WriteOutcome.Written;
    }

    private long? Version(Session session) => session.Number("SELECT version FROM documents WHERE type = $type AND id = $id", ("$type", _type), ("$id", _id));

    private bool KeyIsTaken(Session session)
    {
        foreach (var (name, value) in _keys)
        {
            if (session.Number(
                "SELECT 1 FROM document_keys WHERE type = $type AND name = $name AND value = $value AND id <> $id",
                ("$type", _type), ("$name", name), ("$value", value), ("$id", _id)) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes keys and index what the document says, touching only what differs: most replacements change neither.</summary>
    private void Index(Session session)
    {
        var keys = Present(session, "SELECT name, value FROM document_keys WHERE type = $type AND id = $id");
        foreach (var (name, value) in keys.Except(_keys))
            Run(session, "DELETE FROM document_keys WHERE type = $type AND name = $name AND value = $value AND id = $id", name, value);
        foreach (var (name, value) in _keys.Except(keys))
            Run(session, "INSERT INTO document_keys (type, name, value, id) VALUES ($type, $name, $value, $id)", name, value);

        session.Execute("UPDATE document_indexes SET sort = $sort WHERE type = $type AND id = $id AND sort <> $sort", ("$sort", _sort), ("$type", _type), ("$id", _id));
        var entries = Present(session, "SELECT name, value FROM document_indexes WHERE type = $type AND id = $id");
        foreach (var (name, value) in entries.Except(_entries))
            Run(session, "DELETE FROM document_indexes WHERE type = $type AND name = $name AND value = $value AND id = $id", name, value);
        foreach (var (name, value) in _entries.Except(entries))
        {
            session.Execute(
                "INSERT INTO document_indexes (type, name, value, sort, id) VALUES ($type, $name, $value, $sort, $id)",
                ("$type", _type), ("$name", name), ("$value", value), ("$sort", _sort), ("$id", _id));
        }
    }

    private List<(string Name, string Value)> Present(Session session, string sql)
    {
        var rows = session.Query(sql, row => (Name: row.GetString(0), Value: row.GetString(1)), ("$type", _type), ("$id", _id));
        rows.RemoveAll(row => !_names.Contains(row.Name));
        return rows;
    }

    private void Run(Session session, string sql, string name, string value) =>
        session.Execute(sql, ("$type", _type), ("$name", name), ("$value", value), ("$id", _id));
}
