using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PeerCircle.Storage.Sqlite;

/// <summary>
/// A prepared statement of one connection, run again and again. Straight on SQLite's own interface: the commands and readers of ADO.NET allocate more for each run than
/// the run itself costs.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int[]? _places;

    /// <param name="sql">One statement.</param>
    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Runs it to its end; answers how many rows it wrote.</summary>
    public int Execute(ReadOnlySpan<(string Name, Value Value)> values)
    {
        try
        {
            Bind(values);
            while (Step())
            {
            }
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Reset();
        }
    }

    public List<T> Query<T>(Func<Row, T> map, ReadOnlySpan<(string Name, Value Value)> values)
    {
        try
        {
            Bind(values);
            var rows = new List<T>();
            while (Step())
                rows.Add(map(new Row(_statement)));
            return rows;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first row's first column; null where there is no row or no value.</summary>
    public long? Number(ReadOnlySpan<(string Name, Value Value)> values)
    {
        try
        {
            Bind(values);
            return Step() && new Row(_statement) is var row && !row.IsNull(0) ? row.GetInt64(0) : null;
        }
        finally
        {
            Reset();
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(ReadOnlySpan<(string Name, Value Value)> values)
    {
        _places ??= Places(values);
        for (var i = 0; i < values.Length; i++)
            Check(values[i].Value.Bind(_statement, _places[i]));
    }

    private int[] Places(ReadOnlySpan<(string Name, Value Value)> values)
    {
        if (raw.sqlite3_bind_parameter_count(_statement) != values.Length)
            throw new InvalidOperationException("A statement gets another number of values than it has names.");
        var places = new int[values.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = raw.sqlite3_bind_parameter_index(_statement, values[i].Name);
            if (places[i] == 0)
                throw new InvalidOperationException($"A statement has no {values[i].Name}.");
        }

        return places;
    }

    /// <summary>Whether there is a row now.</summary>
    private bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            Check(result);
        return result == raw.SQLITE_ROW;
    }

    /// <summary>What failed is said by the step.</summary>
    private void Reset() => _ = raw.sqlite3_reset(_statement);

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
