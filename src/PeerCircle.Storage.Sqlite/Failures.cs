using Microsoft.Data.Sqlite;
using PeerCircle.Core.Storage;
using static SQLitePCL.raw;

namespace PeerCircle.Storage.Sqlite;

/// <summary>What an error of SQLite means to the callers of the ports.</summary>
internal static class Failures
{
    /// <summary>A bug that broke an invariant or misused SQLite, or an outage in which nothing was done.</summary>
    public static Exception Of(SqliteException error) => error.SqliteErrorCode switch
    {
        SQLITE_CONSTRAINT => new InvalidOperationException($"A write would break an invariant of the store: {error.Message}", error),
        SQLITE_ERROR or SQLITE_TOOBIG or SQLITE_MISMATCH or SQLITE_MISUSE or SQLITE_RANGE => new InvalidOperationException($"SQLite was used wrongly: {error.Message}", error),
        _ => Outage(error),
    };

    public static StoreUnavailableException Outage(SqliteException error) => new(
        error.SqliteErrorCode == SQLITE_FULL ? "The disk of the store is full." : $"The store's file cannot be used: {error.Message}", error);

    /// <summary>Whether only the write that met it is at fault, and others would not fail the same way.</summary>
    public static bool IsOfOneWrite(Exception error) => error is not SqliteException sqlite || Of(sqlite) is InvalidOperationException;

    /// <summary>Whether the connection is better replaced: what it holds of the file may no longer be true.</summary>
    public static bool Spoils(SqliteException error) => error.SqliteErrorCode is SQLITE_IOERR or SQLITE_CORRUPT or SQLITE_NOTADB or SQLITE_CANTOPEN or SQLITE_READONLY or SQLITE_PROTOCOL;
}
