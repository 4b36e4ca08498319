using System.Text.Json.Nodes;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Storage.Sqlite.Conversations;

internal sealed partial class SqliteConversationLog
{
    // Without statistics SQLite may take another index for the better one and would go through the whole conversation.
    private const string Messages = $"SELECT {MessageBody.Columns} FROM messages m";
    private const string MessagesById = $"{Messages} INDEXED BY messages_id WHERE m.conversation = $conversation";
    private const string MessagesByParent = $"{Messages} INDEXED BY messages_parent WHERE m.conversation = $conversation";
    private const string MessagesBySeq = $"{Messages} INDEXED BY messages_seq WHERE m.conversation = $conversation";
    private const string ChangedMessages = $"{Messages} INDEXED BY messages_changed WHERE m.conversation = $conversation AND m.rev <> m.posted";

    public async Task<IReadOnlyList<MessageState>> ReadMessagesAsync(ConversationId conversation, long from, long to, int limit, bool newest, MessageId? parent, CancellationToken cancellation)
    {
        var order = newest ? "DESC" : "ASC";
        var found = await store.ReadAsync(
            session => parent is { } message
                ? session.Query(
                    $"{MessagesByParent} AND m.parent = $parent AND m.seq BETWEEN $from AND $to ORDER BY m.seq {order} LIMIT $limit", MessageBody.Read,
                    ("$conversation", conversation.Value), ("$parent", message.Value), ("$from", from), ("$to", to), ("$limit", limit))
                : session.Query(
                    $"{Messages} WHERE m.conversation = $conversation AND m.seq BETWEEN $from AND $to ORDER BY m.seq {order} LIMIT $limit", MessageBody.Read,
                    ("$conversation", conversation.Value), ("$from", from), ("$to", to), ("$limit", limit)),
            cancellation).ConfigureAwait(false);
        if (newest)
            found.Reverse();
        return found;
    }

    public Task<IReadOnlyList<MessageState>> FindMessagesAsync(ConversationId conversation, IReadOnlyCollection<MessageId> ids, CancellationToken cancellation) =>
        ReadAsync($"{MessagesById} AND m.id {InSet}", MessageBody.Read, cancellation,
            ("$conversation", conversation.Value), ("$set", Rows.Set(ids.AtMost1000().Select(id => id.Value))));

    public async Task<IReadOnlyList<MessageState>> ReadChangesAsync(ConversationId conversation, long after, long to, int limit, CancellationToken cancellation)
    {
        // Between the readings a message may change; then it is in none of them, and its rev is beyond what is asked for.
        var found = await store.ReadAsync(
            session =>
            {
                var changed = session.Query(
                    $"{ChangedMessages} AND m.rev > $after AND m.rev <= $to ORDER BY m.rev LIMIT $limit", MessageBody.Read,
                    ("$conversation", conversation.Value), ("$after", after), ("$to", to), ("$limit", limit));
                var upTo = changed.Count == limit ? changed[^1].Rev : to;
                var posted = session.Query(
                    $"{MessagesBySeq} AND m.seq >= $from AND m.seq < $before AND m.rev = m.posted ORDER BY m.seq LIMIT $limit", MessageBody.Read,
                    ("$conversation", conversation.Value), ("$from", FirstPostedAfter(session, conversation, after)),
                    ("$before", FirstPostedAfter(session, conversation, upTo)), ("$limit", limit));
                return changed.Count == 0 ? posted : [.. posted.Concat(changed).OrderBy(message => message.Rev).Take(limit)];
            },
            cancellation).ConfigureAwait(false);
        return found;
    }

    public Task<int> CountChangesAsync(ConversationId conversation, long after, int atMost, CancellationToken cancellation) => store.ReadAsync(
        session =>
        {
            var posted = LastSeq(session, conversation) + 1 - FirstPostedAfter(session, conversation, after);
            // Those posted and changed since are among the others below, each of which is looked at: many of them are enough by themselves.
            if (posted >= atMost)
                return atMost;
            var changed = session.Number(
                """
                SELECT count(*) FROM (
                    SELECT 1 FROM messages INDEXED BY messages_changed
                    WHERE conversation = $conversation AND rev <> posted AND rev > $after AND posted <= $after LIMIT $most)
                """,
                ("$conversation", conversation.Value), ("$after", after), ("$most", atMost)) ?? 0;
            return (int)Math.Min(atMost, posted + changed);
        },
        cancellation);

    public async Task<IReadOnlyDictionary<ConversationId, MessageState>> ReadLastAsync(IReadOnlyCollection<ConversationId> conversations, CancellationToken cancellation)
    {
        var last = await ReadAsync(
            $"""
            SELECT {MessageBody.Columns}, m.conversation FROM conversations c
            JOIN messages m ON m.conversation = c.id AND m.seq = (SELECT max(seq) FROM messages WHERE conversation = c.id)
            WHERE c.id {InSet}
            """,
            row => (Message: MessageBody.Read(row), Conversation: new ConversationId(row.Id(7))), cancellation,
            ("$set", Rows.Set(conversations.AtMost1000().Select(id => id.Value)))).ConfigureAwait(false);
        return last.ToDictionary(found => found.Conversation, found => found.Message);
    }

    public async Task<IReadOnlyDictionary<ConversationId, int>> CountUnreadAsync(MemberId member, IReadOnlyCollection<SeqRange> ranges, CancellationToken cancellation)
    {
        var asked = new JsonArray([.. ranges.AtMost1000().Select(range => new JsonArray(range.Conversation.Value.ToString("N"), range.After, range.UpTo))]);
        var counts = await ReadAsync(
            """
            SELECT r.conversation,
                (SELECT count(*) FROM (
                    SELECT 1 FROM messages INDEXED BY messages_seq
                    WHERE conversation = r.conversation AND seq > r.after AND seq <= r.upto AND deleted = 0 AND kind <> 'system' AND author IS NOT $member
                    LIMIT 100))
            FROM (SELECT unhex(value ->> 0) AS conversation, value ->> 1 AS after, value ->> 2 AS upto FROM json_each($ranges)) r
            """,
            row => (Conversation: new ConversationId(row.Id(0)), Count: row.GetInt32(1)), cancellation,
            ("$member", member.Value), ("$ranges", asked.ToJsonString())).ConfigureAwait(false);
        return counts.ToDictionary(count => count.Conversation, count => count.Count);
    }

    public Task<IReadOnlyList<ReactionRow>> ReadReactionsAsync(ConversationId conversation, MessageId message, string? emoji, long after, int limit, CancellationToken cancellation) =>
        ReadAsync(
            """
            SELECT message, emoji, member, place FROM reactions
            WHERE conversation = $conversation AND message = $message AND place > $after AND ($emoji IS NULL OR emoji = $emoji)
            ORDER BY place, member, emoji LIMIT $limit
            """,
            ReadReaction, cancellation,
            ("$conversation", conversation.Value), ("$message", message.Value), ("$after", after), ("$emoji", emoji), ("$limit", limit));

    public Task<IReadOnlyList<ReactionRow>> FindReactionsAsync(ConversationId conversation, IReadOnlyCollection<MessageId> messages, IReadOnlyCollection<MemberId> members, CancellationToken cancellation) =>
        ReadAsync(
            $"""
            SELECT message, emoji, member, place FROM reactions
            WHERE conversation = $conversation AND message {InSet} AND member IN (SELECT unhex(value) FROM json_each($members))
            ORDER BY place, message, member, emoji
            """,
            ReadReaction, cancellation,
            ("$conversation", conversation.Value), ("$set", Rows.Set(messages.AtMost1000().Select(id => id.Value))),
            ("$members", Rows.Set(members.AtMost1000().Select(id => id.Value))));

    /// <summary>The lowest seq of those posted after this rev, or the one after the last: revs of posting grow with the seqs, which are dense.</summary>
    private static long FirstPostedAfter(Session session, ConversationId conversation, long rev)
    {
        // No message has a lower rev than its seq.
        var (from, before) = (1L, Math.Min(LastSeq(session, conversation), rev) + 1);
        while (from < before)
        {
            var middle = from + ((before - from) / 2);
            var posted = session.Number(
                "SELECT posted FROM messages INDEXED BY messages_seq WHERE conversation = $conversation AND seq = $seq", ("$conversation", conversation.Value), ("$seq", middle))
                ?? throw new InvalidOperationException($"Conversation {conversation} has no message with seq {middle}.");
            if (posted > rev)
                before = middle;
            else
                from = middle + 1;
        }
        return from;
    }

    private static long LastSeq(Session session, ConversationId conversation) =>
        session.Number("SELECT max(seq) FROM messages INDEXED BY messages_seq WHERE conversation = $conversation", ("$conversation", conversation.Value)) ?? 0;

    private static ReactionRow ReadReaction(Row row) => new(new(row.Id(0)), row.GetString(1), new(row.Id(2)), row.GetInt64(3));
}
