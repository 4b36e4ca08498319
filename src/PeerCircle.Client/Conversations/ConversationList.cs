using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Client.Conversations;

/// <summary>What is kept of all conversations as a list to show.</summary>
internal static class ConversationList
{
    public static IReadOnlyList<ConversationFacts> Of(ClientState state) =>
    [
        .. state.Conversations.Values
            .Where(c => c.Version > 0)
            .Select(Merged)
            .OfType<ConversationFacts>()
            .OrderByDescending(f => f.Last?.CreatedAt)
            .ThenBy(f => f.Title, StringComparer.CurrentCulture),
    ];

    private static ConversationFacts? Merged(ConversationState c) => c.Facts is not { } facts ? null : facts with
    {
        Rev = Math.Max(c.Head, c.Cursor ?? 0),
        Seq = c.Seq,
        ReadSeq = c.ReadSeq,
        Unread = c.Unread,
        Last = c.Last,
    };
}
