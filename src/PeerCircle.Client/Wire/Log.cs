using Microsoft.Extensions.Logging;

namespace PeerCircle.Client.Wire;

internal static partial class Log
{
    [LoggerMessage(11, LogLevel.Information, "No connection; trying again.")]
    public static partial void ConnectFailed(this ILogger logger, Exception failure);

    [LoggerMessage(12, LogLevel.Debug, "Something failed while the client was disposed.")]
    public static partial void FailedWhileDisposed(this ILogger logger, Exception failure);
}
