namespace PeerCircle.Server.Metrics;

internal static partial class Log
{
    [LoggerMessage(3401, LogLevel.Information, "Metrics are to be read at {Url}")]
    public static partial void Served(ILogger logger, string url);
}
