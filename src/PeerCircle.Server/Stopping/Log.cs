namespace PeerCircle.Server.Stopping;

internal static partial class Log
{
    [LoggerMessage(3201, LogLevel.Information, "Leaving: {Connections} connections are told to come back elsewhere. Said again, it ends at once")]
    public static partial void Leaving(ILogger logger, int connections);

    [LoggerMessage(3202, LogLevel.Information, "Everything accepted is committed; {Connections} connections are left after {Seconds:F1} s")]
    public static partial void Left(ILogger logger, int connections, double seconds);

    [LoggerMessage(3203, LogLevel.Error, "Leaving in order failed; the server stops all the same")]
    public static partial void DrainFailed(ILogger logger, Exception failure);
}
