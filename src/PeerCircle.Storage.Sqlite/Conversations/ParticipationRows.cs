using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Storage.Sqlite.Conversations;

/// <summary>Participations as rows, and the two writes to them that are no commits.</summary>
internal static class ParticipationRows
{
    public const string Columns = "conversation, member, present, role, joined_seq, read_seq, notify, version, changed_at";

    public static Participation Read(Row row) => new(
        new(row.Id(0)), new(row.Id(1)), row.GetBoolean(2), row.Enum<ParticipantRole>(3), row.GetInt64(4), row.GetInt64(5), row.Enum<NotifyLevel>(6), row.GetInt64(7), row.Time(8));

    public static Participation? Find(Session session, ConversationId conversation, MemberId member) => session.Query(
        $"SELECT {Columns} FROM participations WHERE conversation = $conversation AND member = $member", Read,
        ("$conversation", conversation.Value), ("$member", member.Value)).SingleOrDefault();

    public static long? MarkRead(Session session, ConversationId conversation, MemberId member, long seq, Participation? implied, DateTimeOffset now)
    {
        Imply(session, implied, now);
        session.Execute(
            "UPDATE participations SET read_seq = $seq WHERE conversation = $conversation AND member = $member AND read_seq < $seq",
            ("$seq", seq), ("$conversation", conversation.Value), ("$member", member.Value));
        return session.Number(
            "SELECT read_seq FROM participations WHERE conversation = $conversation AND member = $member",
            ("$conversation", conversation.Value), ("$member", member.Value));
    }

    public static Participation? SetNotify(Session session, ConversationId conversation, MemberId member, NotifyLevel notify, Participation? implied, DateTimeOffset now)
    {
        Imply(session, implied, now);
        session.Execute(
            """
            UPDATE participations SET notify = $notify, version = version + 1, changed_at = $now
            WHERE conversation = $conversation AND member = $member AND notify <> $notify
            """,
            ("$notify", EnumText<NotifyLevel>.Text(notify)), ("$now", now), ("$conversation", conversation.Value), ("$member", member.Value));
        return Find(session, conversation, member);
    }

    /// <summary>Inserts the record that was only implied so far; it is a change like any other to the sweep of the nodes.</summary>
    private static void Imply(Session session, Participation? implied, DateTimeOffset now)
    {
        if (implied is null)
            return;
        session.Execute(
            $"""
            INSERT INTO participations ({Columns}) VALUES ($conversation, $member, $present, $role, $joined, $read, $notify, $version, $now)
            ON CONFLICT (conversation, member) DO NOTHING
            """,
            ("$conversation", implied.Conversation.Value), ("$member", implied.Member.Value), ("$present", implied.Present),
            ("$role", EnumText<ParticipantRole>.Text(implied.Role)), ("$joined", implied.JoinedSeq), ("$read", implied.ReadSeq),
            ("$notify", EnumText<NotifyLevel>.Text(implied.Notify)), ("$version", implied.Version), ("$now", now));
    }
}
