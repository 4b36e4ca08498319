namespace PeerCircle.Server.Presence;

internal static partial class Log
{
    [LoggerMessage(3301, LogLevel.Warning, "Who is present could not be told; it is told again within seconds")]
    public static partial void RoundFailed(ILogger logger, Exception failure);
}
