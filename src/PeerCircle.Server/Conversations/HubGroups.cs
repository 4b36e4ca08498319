using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Conversations;

/// <summary>Names of SignalR groups. A group is delivery, never permission.</summary>
internal static class HubGroups
{
    private const string Conversations = "c:";

    /// <summary>Connections subscribed to a conversation.</summary>
    public static string Of(ConversationId conversation) => $"{Conversations}{conversation}";

    /// <summary>The conversation whose subscribers the group is; null for a group of another kind.</summary>
    public static ConversationId? ConversationOf(string group) =>
        group.StartsWith(Conversations, StringComparison.Ordinal) && ConversationId.TryParse(group[Conversations.Length..], out var id) ? id : null;

    /// <summary>A member's own devices.</summary>
    public static string Of(MemberId member) => $"m:{member}";
}
