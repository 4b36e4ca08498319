using PeerCircle.Contracts.Conversations;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Storage.Sqlite.Conversations;

/// <summary>A commit as rows, made ready on its caller's thread so that the writer's only has to write.</summary>
internal sealed class CommitWrite
{
    private readonly Commit _commit;
    private readonly Guid _id;
    private readonly byte[][] _inserted;
    private readonly byte[][] _changed;

    public CommitWrite(Commit commit)
    {
        if (commit.Creates && commit.Conversation.Head == Head.Start)
            throw new ArgumentException("A conversation that was created cannot have the head of one that does not exist: give it a time.", nameof(commit));
        CheckNumbers(commit);
        (_commit, _id) = (commit, commit.Conversation.Id.Value);
        _inserted = [.. commit.Inserted.Select(MessageBody.Of)];
        _changed = [.. commit.Changed.Select(MessageBody.Of)];
    }

    public CommitOutcome Apply(Session session, DateTimeOffset now)
    {
        if (_commit.Inserted.Any(message => Exists(session, message)))
            return CommitOutcome.IdTaken;
        if ((_commit.Creates ? Create(session) : Advance(session)) == 0)
            return CommitOutcome.HeadMoved;

        for (var i = 0; i < _changed.Length; i++)
            Change(session, _commit.Changed[i], _changed[i]);
        for (var i = 0; i < _inserted.Length; i++)
            Insert(session, _commit.Inserted[i], _inserted[i]);
        foreach (var row in _commit.Reacted)
            React(session, row);
        foreach (var row in _commit.Unreacted)
            Unreact(session, row);
        foreach (var write in _commit.Participations)
            Admit(session, write, now);
        return CommitOutcome.Committed;
    }

    /// <summary>No index says that no number is used twice: each commit uses those after its head, one after the other, and new messages have theirs in the same order.</summary>
    private static void CheckNumbers(Commit commit)
    {
        for (var i = 0; i < commit.Inserted.Count; i++)
        {
            var message = commit.Inserted[i];
            if (message.Seq != commit.Expected.Seq + 1 + i || (i > 0 && message.Rev <= commit.Inserted[i - 1].Rev))
                throw new InvalidOperationException($"A commit inserts message {message.Id} with seq {message.Seq} and rev {message.Rev}, which are not the next.");
        }
        var expected = commit.Expected.Rev;
        foreach (var rev in commit.Inserted.Concat(commit.Changed).Select(message => message.Rev).Order())
        {
            if (rev != ++expected)
                throw new InvalidOperationException($"A commit after rev {commit.Expected.Rev} uses rev {rev} where {expected} is the next.");
        }
        var head = commit.Conversation.Head;
        if (head.Rev != expected || head.Seq != commit.Expected.Seq + commit.Inserted.Count)
            throw new InvalidOperationException($"A commit leads to rev {head.Rev} and seq {head.Seq}, which are not its messages' last.");
    }

    private bool Exists(Session session, MessageState message) => session.Number(
        "SELECT 1 FROM messages INDEXED BY messages_id WHERE conversation = $conversation AND id = $id",
        ("$conversation", _id), ("$id", message.Id.Value)) is not null;

    private int Create(Session session)
    {
        var (conversation, head) = (_commit.Conversation, _commit.Conversation.Head);
        return session.Execute(
            """
            INSERT INTO conversations (id, kind, subject, first, second, rev, seq, at, access, participants)
            VALUES ($id, $kind, $subject, $first, $second, $rev, $seq, $at, $access, $participants) ON CONFLICT (id) DO NOTHING
            """,
            ("$id", _id), ("$kind", EnumText<ConversationKind>.Text(conversation.Kind)), ("$subject", conversation.Subject),
            ("$first", conversation.Pair?.First.Value), ("$second", conversation.Pair?.Second.Value),
            ("$rev", head.Rev), ("$seq", head.Seq), ("$at", head.At), ("$access", head.Access), ("$participants", head.Participants));
    }

    private int Advance(Session session)
    {
        var (head, expected) = (_commit.Conversation.Head, _commit.Expected);
        return session.Execute(
            """
            UPDATE conversations SET rev = $rev, seq = $seq, at = $at, access = $access, participants = $participants
            WHERE id = $id AND rev = $expectedRev AND seq = $expectedSeq AND access = $expectedAccess
            """,
            ("$rev", head.Rev), ("$seq", head.Seq), ("$at", head.At), ("$access", head.Access), ("$participants", head.Participants),
            ("$id", _id), ("$expectedRev", expected.Rev), ("$expectedSeq", expected.Seq), ("$expectedAccess", expected.Access));
    }

    private void Insert(Session session, MessageState message, byte[] body) => session.Execute(
        """
        INSERT INTO messages (conversation, seq, rev, posted, id, author, kind, deleted, parent, body)
        VALUES ($conversation, $seq, $rev, $rev, $id, $author, $kind, $deleted, $parent, $body)
        """,
        ("$conversation", _id), ("$seq", message.Seq), ("$rev", message.Rev), ("$id", message.Id.Value), ("$author", message.AuthorId?.Value),
        ("$kind", Kind(message)), ("$deleted", message.IsDeleted), ("$parent", message.ParentId?.Value), ("$body", Value.Utf8(body)));

    // New revs lie above the head before, where no message is: the order of these updates does not matter.
    private void Change(Session session, MessageState message, byte[] body)
    {
        var changed = session.Execute(
            """
            UPDATE messages SET rev = $rev, author = $author, kind = $kind, deleted = $deleted, parent = $parent, body = $body
            WHERE conversation = $conversation AND seq = $seq AND id = $id
            """,
            ("$rev", message.Rev), ("$author", message.AuthorId?.Value), ("$kind", Kind(message)), ("$deleted", message.IsDeleted),
            ("$parent", message.ParentId?.Value), ("$body", Value.Utf8(body)), ("$conversation", _id), ("$seq", message.Seq), ("$id", message.Id.Value));
        if (changed == 0)
            throw new InvalidOperationException($"A commit changes message {message.Id} with seq {message.Seq}, which does not exist.");
    }

    private void React(Session session, ReactionRow row) => session.Execute(
        """
        INSERT INTO reactions (conversation, message, member, emoji, place) VALUES ($conversation, $message, $member, $emoji, $place)
        ON CONFLICT (conversation, message, member, emoji) DO NOTHING
        """,
        ("$conversation", _id), ("$message", row.Message.Value), ("$member", row.Member.Value), ("$emoji", row.Emoji), ("$place", row.Order));

    private void Unreact(Session session, ReactionRow row) => session.Execute(
        "DELETE FROM reactions WHERE conversation = $conversation AND message = $message AND member = $member AND emoji = $emoji",
        ("$conversation", _id), ("$message", row.Message.Value), ("$member", row.Member.Value), ("$emoji", row.Emoji));

    private void Admit(Session session, ParticipationWrite write, DateTimeOffset now) => session.Execute(
        """
        INSERT INTO participations (conversation, member, present, role, joined_seq, read_seq, notify, version, changed_at)
        VALUES ($conversation, $member, $present, $role, coalesce($joined, 0), coalesce($read, 0), 'all', 1, $now)
        ON CONFLICT (conversation, member) DO UPDATE SET present = excluded.present, role = excluded.role,
            joined_seq = coalesce($joined, joined_seq), read_seq = max(read_seq, excluded.read_seq),
            version = version + 1, changed_at = excluded.changed_at
        """,
        ("$conversation", _id), ("$member", write.Member.Value), ("$present", write.Present), ("$role", EnumText<ParticipantRole>.Text(write.Role)),
        ("$joined", write.JoinedSeq), ("$read", write.ReadSeq), ("$now", now));

    private static string Kind(MessageState message) => EnumText<MessageKind>.Text(message.Kind);
}
