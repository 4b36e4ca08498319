using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>A reader's own reactions, shown beside messages.</summary>
internal static class Mine
{
    /// <summary>By message, in the order they were made, in the form that the message shows. Null when there are none.</summary>
    public static async Task<IReadOnlyDictionary<MessageId, IReadOnlyList<string>>?> ReadAsync(
        IConversationLog log, Participant reader, IReadOnlyList<MessageState> messages, CancellationToken cancellation)
    {
        var reacted = messages.Where(m => m.Reactions.Count > 0).ToDictionary(m => m.Id);
        if (reacted.Count == 0) return null;
        var rows = await log.FindReactionsAsync(reader.Conversation, reacted.Keys, [reader.Member], cancellation);
        return rows.Count == 0 ? null : rows.GroupBy(r => r.Message).ToDictionary(
            g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(r => Shown(reacted[r.Message], r.Emoji))]);
    }

    public static string Shown(MessageState message, string key) => message.Reactions.FirstOrDefault(t => Emoji.Key(t.Emoji) == key)?.Emoji ?? key;
}
