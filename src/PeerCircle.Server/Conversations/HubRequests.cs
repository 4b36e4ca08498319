using System.Diagnostics.CodeAnalysis;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;

namespace PeerCircle.Server.Conversations;

/// <summary>
/// Finds members that a request lacks. JSON is refused while it is bound; MessagePack leaves what is missing at its default, so it
/// is looked for here.
/// </summary>
internal static class HubRequests
{
    public static Refusal? Malformed([NotNull] PostCall? call) => Missing(call, ("conversationId", call?.ConversationId), ("id", call?.Id), ("text", call?.Text));

    public static Refusal? Malformed([NotNull] EditCall? call) => Missing(call, ("conversationId", call?.ConversationId), ("id", call?.Id), ("text", call?.Text));

    public static Refusal? Malformed([NotNull] DeleteCall? call) => Missing(call, ("conversationId", call?.ConversationId), ("id", call?.Id));

    public static Refusal? Malformed([NotNull] ReactCall? call) => Missing(call, ("conversationId", call?.ConversationId), ("id", call?.Id), ("emoji", call?.Emoji));

    public static Refusal? Malformed([NotNull] MarkReadCall? call) => Missing(call, ("conversationId", call?.ConversationId));

    public static Refusal? Malformed([NotNull] TypingCall? call) => Missing(call, ("conversationId", call?.ConversationId));

    public static Refusal? Malformed([NotNull] SyncCall? call) =>
        Missing(call, ("cursors", call?.Cursors)) ?? (call!.Cursors.Any(c => c is null || c.ConversationId == default) ? Lacks("cursors.conversationId") : null);

#pragma warning disable CS8777 // A missing call is refused by the first line, and whoever asks stops there.
    private static Refusal? Missing([NotNull] object? call, params ReadOnlySpan<(string Name, object? Value)> members)
    {
        if (call is null) return Lacks("argument");
        foreach (var (name, value) in members)
        {
            if (value is null || value.Equals(default(ConversationId)) || value.Equals(default(MessageId))) return Lacks(name);
        }
        return null;
    }
#pragma warning restore CS8777

    private static Refusal Lacks(string name) => Refusal.Malformed($"{name} is missing.");
}
