using Microsoft.Extensions.Logging;

namespace PeerCircle.Storage.Mongo;

internal static partial class Log
{
    [LoggerMessage(2100, LogLevel.Information, "Store schema {Schema}: migrated.")]
    public static partial void Migrated(ILogger logger, int schema);

    [LoggerMessage(2101, LogLevel.Information, "Another node is migrating the store; waiting for it.")]
    public static partial void WaitingForMigration(ILogger logger);

    [LoggerMessage(2110, LogLevel.Warning, "The node's lease on the store could not be renewed; it is tried again.")]
    public static partial void LeaseNotRenewed(ILogger logger, Exception reason);

    [LoggerMessage(2111, LogLevel.Error, "The node's lease on the store was lost: it had not been renewed in time. It is taken again.")]
    public static partial void LeaseLost(ILogger logger);

    [LoggerMessage(2112, LogLevel.Error, "The store is held exclusively by another program while this node serves it.")]
    public static partial void LeaseOverridden(ILogger logger);

    [LoggerMessage(2113, LogLevel.Warning, "The node's lease on the store could not be given back; it expires by itself.")]
    public static partial void LeaseNotReleased(ILogger logger, Exception reason);

    [LoggerMessage(2120, LogLevel.Warning, "The outcome of a commit is unknown as yet; asking again.")]
    public static partial void CommitUnknown(ILogger logger, Exception reason);

    [LoggerMessage(2121, LogLevel.Warning, "A transaction could not be aborted; the server ends it by itself.")]
    public static partial void AbortFailed(ILogger logger, Exception reason);
}
