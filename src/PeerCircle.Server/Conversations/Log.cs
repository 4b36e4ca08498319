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

    [LoggerMessage(3106, LogLevel.Warning, "Redis is not there; members on other servers are reached when it is. It is tried again for ever")]
    public static partial void BackplaneAway(ILogger logger, Exception failure);

    [LoggerMessage(3107, LogLevel.Information, "Joined to the other servers over Redis")]
    public static partial void BackplaneJoined(ILogger logger);

    [LoggerMessage(3108, LogLevel.Warning, "Redis was lost; members on this server go on, those on others are repaired when it returns")]
    public static partial void BackplaneLost(ILogger logger, Exception? failure);

    [LoggerMessage(3109, LogLevel.Warning, "Changes of {Conversation} in ({From}, {To}], which no push brought, could not be read; they are read again in a second")]
    public static partial void GapNotRead(ILogger logger, ConversationId conversation, long from, long to, Exception failure);

    [LoggerMessage(3110, LogLevel.Warning, "What was pushed could not be compared with the store; it is tried again")]
    public static partial void HeadsNotCompared(ILogger logger, Exception failure);

    [LoggerMessage(3111, LogLevel.Warning, "A message of another server could not be taken; is it of a much older or newer version?")]
    public static partial void NodeMessageUnreadable(ILogger logger, Exception failure);

    [LoggerMessage(3112, LogLevel.Information, "The other servers were not told that this one leaves; they notice by its silence")]
    public static partial void FarewellUnsaid(ILogger logger, Exception failure);

    [LoggerMessage(3113, LogLevel.Warning, "It could not be counted how many servers there are; limits are shared out as before")]
    public static partial void HoldersNotCounted(ILogger logger, Exception failure);

    [LoggerMessage(3114, LogLevel.Error, "The heartbeat of connection {Connection} failed; it goes on with the next")]
    public static partial void TickFailed(ILogger logger, string connection, Exception failure);
}
