using Microsoft.Data.Sqlite;

namespace PeerCircle.Storage.Sqlite;

/// <summary>One connection with its prepared statements, which live as long as it does. Used by one thread at a time.</summary>
internal sealed class Session(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <summary>Whether a transaction is open. SQLite itself ends one on some errors.</summary>
    public bool InTransaction => connection.Handle is { IsClosed: false } handle && SQLitePCL.raw.sqlite3_get_autocommit(handle) == 0;

    /// <summary>Runs a statement and answers how many rows it wrote. Its values come in the same order every time.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Prepared(sql, values).ExecuteNonQuery();

    /// <summary>Runs several statements once, without keeping them.</summary>
    public void Script(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Prepared(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    /// <summary>A whole number, null where there is no row or no value.</summary>
    public long? Number(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Prepared(sql, values).ExecuteScalar() as long?;

    /// <summary>Ends the transaction if one is open; an error of that is of no use beside the one that led here.</summary>
    public void RollBack()
    {
        try
        {
            if (InTransaction)
                Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The transaction cannot be committed any more, and closing the connection ends it.
        }
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Prepared(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in values)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            _commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = Bindable(values[i].Value);
        return command;
    }

    private static object Bindable(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => id.ToByteArray(bigEndian: true),
        DateTimeOffset time => time.ToUnixTimeMilliseconds(),
        bool yes => yes ? 1L : 0L,
        _ => value,
    };
}
