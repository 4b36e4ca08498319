using Microsoft.Extensions.Logging;

namespace PeerCircle.Client.Conversations;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "An errand was refused under {Code}.")]
    public static partial void ErrandRefused(this ILogger logger, string code);

    [LoggerMessage(2, LogLevel.Error, "An errand broke off.")]
    public static partial void ErrandBroke(this ILogger logger, Exception failure);

    [LoggerMessage(3, LogLevel.Warning, "A settled post could not be removed from the outbox store; sent again it answers its receipt.")]
    public static partial void OutboxNotRemoved(this ILogger logger, Exception failure);
}
