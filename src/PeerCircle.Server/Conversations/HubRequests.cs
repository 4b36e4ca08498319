using System.Diagnostics.CodeAnalysis;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;

namespace PeerCircle.Server.Conversations;

/// <summary>
/// Finds what cannot be told while a request is bound: an argument that is null, and ids of nobody.
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
        if (call is null) return Refusal.Malformed("The argument is missing.");
        foreach (var (name, value) in members)
        {
            if (value is null || value.Equals(default(ConversationId)) || value.Equals(default(MessageId))) return Lacks(name);
        }
        return null;
    }
#pragma warning restore CS8777

    private static Refusal Lacks(string name) => Refusal.Malformed($"{name} is missing or no id.");
}
