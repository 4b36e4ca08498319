using Microsoft.Extensions.Logging;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Error, "The lane of {Conversation} failed; its operations were answered with the failure")]
    public static partial void LaneFailed(ILogger logger, ConversationId conversation, Exception failure);

    [LoggerMessage(2102, LogLevel.Warning, "A commit to {Conversation} may or may not have been written; reading to find out")]
    public static partial void OutcomeUnknown(ILogger logger, ConversationId conversation, Exception unknown);

    [LoggerMessage(2103, LogLevel.Warning, "The store could not be reached for {Conversation}")]
    public static partial void StoreUnavailable(ILogger logger, ConversationId conversation, Exception outage);
}
