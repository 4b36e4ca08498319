using System.Text;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Sqlite.Documents;

/// <summary>
/// A list as SQL. One condition leads: its rows of the index hold sort and id, so that a page is one range in order, and the other
/// conditions are looked up for each of them. An equality leads before a prefix, whose rows must be sorted, a long prefix before a
/// short one.
/// </summary>
internal sealed class ListStatement
{
    private readonly List<(string Name, Value Value)> _values = [];

    public ListStatement(string type, DocumentQuery query)
    {
        _values.Add(("$type", type));
        _values.Add(("$limit", (long)query.Limit + 1));
        var order = query.Descending ? "DESC" : "ASC";
        var conditions = query.Where.OrderBy(match => match.Prefix).ThenByDescending(match => match.Value.Length).ToList();
        var after = After(query);

        Sql = conditions.Count == 0
            ? $"SELECT d.body, d.version, d.changed_at, d.sort, d.id FROM documents d WHERE d.type = $type {after.Replace("i.", "d.", StringComparison.Ordinal)} ORDER BY d.sort {order}, d.id {order} LIMIT $limit"
            : $"""
              SELECT d.body, d.version, d.changed_at, p.sort, p.id
              FROM (SELECT DISTINCT i.sort, i.id FROM document_indexes i WHERE i.type = $type AND {Matches("i", conditions[0], 0)} {Others(conditions)} {after}
                    ORDER BY i.sort {order}, i.id {order} LIMIT $limit) p
              CROSS JOIN documents d ON d.type = $type AND d.id = p.id
              ORDER BY p.sort {order}, p.id {order}
              """;
    }

    public string Sql { get; }

    public (string Name, Value Value)[] Values => [.. _values];

    private string After(DocumentQuery query)
    {
        if (query.After is null)
            return "";
        var cursor = PageCursor.Parse(query.After);
        _values.Add(("$sort", cursor.Sort));
        _values.Add(("$id", cursor.Id));
        return $"AND (i.sort, i.id) {(query.Descending ? '<' : '>')} ($sort, $id)";
    }

    private string Others(List<IndexMatch> conditions)
    {
        var sql = new StringBuilder();
        for (var n = 1; n < conditions.Count; n++)
            sql.Append(System.Globalization.CultureInfo.InvariantCulture, $"AND EXISTS (SELECT 1 FROM document_indexes o WHERE o.type = $type AND o.id = i.id AND {Matches("o", conditions[n], n)}) ");
        return sql.ToString();
    }

    /// <summary>No text in UTF-8 has a byte of 255, so all that begin with a prefix lie between it and it followed by that byte.</summary>
    private string Matches(string row, IndexMatch match, int number)
    {
        _values.Add(($"$name{number}", match.Index));
        _values.Add(($"$value{number}", match.Value));
        return match.Prefix
            ? $"{row}.name = $name{number} AND {row}.value >= $value{number} AND {row}.value < $value{number} || CAST(x'FF' AS TEXT)"
            : $"{row}.name = $name{number} AND {row}.value = $value{number}";
    }
}
