using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Conversations;

internal static partial class Log
{
    [LoggerMessage(3101, LogLevel.Warning, "A push of {Conversation} ({From}, {To}] was lost; clients repair it")]
    public static partial void PushFailed(ILogger logger, ConversationId conversation, long from, long to, Exception failure);

    [LoggerMessage(3102, LogLevel.Warning, "A push was lost")]
    public static partial void SendFailed(ILogger logger, Exception failure);

    [LoggerMessage(3103, LogLevel.Error, "The hub method {Method} failed")]
    public static partial void MethodFailed(ILogger logger, string method, Exception failure);

    [LoggerMessage(3104, LogLevel.Warning, "The sweep of what changed failed; it is tried again in a second")]
    public static partial void SweepFailed(ILogger logger, Exception failure);

    [LoggerMessage(3105, LogLevel.Warning, "The store's history was replaced: its epoch is now {Epoch}")]
    public static partial void EpochChanged(ILogger logger, string epoch);
}
