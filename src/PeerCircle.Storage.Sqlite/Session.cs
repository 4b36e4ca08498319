using Microsoft.Data.Sqlite;

namespace PeerCircle.Storage.Sqlite;

/// <summary>One connection with its prepared statements, which live as long as it does. Used by one thread at a time.</summary>
internal sealed class Session(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = [];

    /// <summary>Whether a transaction is open. SQLite itself ends one on some errors.</summary>
    public bool InTransaction => connection.Handle is { IsClosed: false } handle && SQLitePCL.raw.sqlite3_get_autocommit(handle) == 0;

    /// <summary>Runs a statement and answers how many rows it wrote. Its values come in the same order every time.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, Value Value)> values) => Prepared(sql).Execute(values);

    /// <summary>Runs several statements once, without keeping them.</summary>
    public void Script(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public List<T> Query<T>(string sql, Func<Row, T> map, params ReadOnlySpan<(string Name, Value Value)> values) => Prepared(sql).Query(map, values);

    /// <summary>A whole number, null where there is no row or no value.</summary>
    public long? Number(string sql, params ReadOnlySpan<(string Name, Value Value)> values) => Prepared(sql).Number(values);

    /// <summary>Ends the transaction if one is open; an error of that is of no use beside the one that led here. False when it is open still: closing the connection ends it.</summary>
    public bool TryRollBack()
    {
        try
        {
            if (InTransaction)
                Execute("ROLLBACK");
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private Statement Prepared(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
            return known;
        var statement = new Statement(connection.Handle ?? throw new InvalidOperationException("The connection is closed."), sql);
        _statements.Add(sql, statement);
        return statement;
    }
}
