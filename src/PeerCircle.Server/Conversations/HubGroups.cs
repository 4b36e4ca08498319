using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Conversations;

/// <summary>Names of SignalR groups. A group is delivery, never permission.</summary>
internal static class HubGroups
{
    /// <summary>Connections subscribed to a conversation.</summary>
    public static string Of(ConversationId conversation) => $"c:{conversation}";

    /// <summary>A member's own devices.</summary>
    public static string Of(MemberId member) => $"m:{member}";
}
