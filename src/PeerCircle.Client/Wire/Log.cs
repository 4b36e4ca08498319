using Microsoft.Extensions.Logging;

namespace PeerCircle.Client.Wire;

internal static partial class Log
{
    [LoggerMessage(11, LogLevel.Information, "No connection; trying again.")]
    public static partial void ConnectFailed(this ILogger logger, Exception failure);
}
