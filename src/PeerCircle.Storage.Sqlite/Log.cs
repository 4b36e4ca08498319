using Microsoft.Extensions.Logging;

namespace PeerCircle.Storage.Sqlite;

internal static partial class Log
{
    [LoggerMessage(2100, LogLevel.Information, "The store {Path} is open: schema {Schema}, SQLite {Version}.")]
    public static partial void Opened(this ILogger logger, string path, int schema, string version);

    [LoggerMessage(2101, LogLevel.Information, "The store {Path} was brought from schema {From} to {To}.")]
    public static partial void Migrated(this ILogger logger, string path, int from, int to);

    [LoggerMessage(2102, LogLevel.Error, "A batch of {Count} writes failed; the store is tried again with the next one.")]
    public static partial void BatchFailed(this ILogger logger, Exception error, int count);

    [LoggerMessage(2103, LogLevel.Error, "A write failed and was undone by itself.")]
    public static partial void WriteFailed(this ILogger logger, Exception error);

    [LoggerMessage(2104, LogLevel.Warning, "The write-ahead log could not be copied into the store's file; it is tried again.")]
    public static partial void CheckpointFailed(this ILogger logger, Exception error);
}
