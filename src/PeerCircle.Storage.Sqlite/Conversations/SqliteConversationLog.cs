using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Storage.Sqlite.Conversations;

/// <summary>The conversation log in tables. Every read is one statement, and so sees one moment; those of changes are several, of revs that no longer come to be.</summary>
internal sealed partial class SqliteConversationLog(SqliteStore store) : IConversationLog
{
    private const string InSet = "IN (SELECT unhex(value) FROM json_each($set))";

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation) =>
        store.WriteAsync(new CommitWrite(commit).Apply, cancellation);

    public Task<IReadOnlyList<Conversation>> ReadConversationsAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken cancellation) =>
        ReadAsync(
            $"SELECT id, kind, subject, first, second, rev, seq, at, access, participants FROM conversations WHERE id {InSet}",
            row => new Conversation(
                new(row.Id(0)), row.Enum<ConversationKind>(1), row.IdOrNull(2), ReadPair(row),
                new(row.GetInt64(5), row.GetInt64(6), row.Time(7), row.GetInt64(8), row.GetInt32(9))),
            cancellation,
            ("$set", Rows.Set(ids.AtMost1000().Select(id => id.Value))));

    public Task<IReadOnlyList<Participation>> FindParticipationsAsync(ConversationId conversation, IReadOnlyCollection<MemberId> members, CancellationToken cancellation) =>
        ReadAsync(
            $"SELECT {ParticipationRows.Columns} FROM participations WHERE conversation = $conversation AND member {InSet}", ParticipationRows.Read, cancellation,
            ("$conversation", conversation.Value), ("$set", Rows.Set(members.AtMost1000().Select(id => id.Value))));

    public async Task<IReadOnlyCollection<MemberId>> FindCompanionsAsync(MemberId member, IReadOnlyCollection<MemberId> among, CancellationToken cancellation) =>
        await ReadAsync(
            $"""
            SELECT DISTINCT other.member FROM participations AS mine JOIN participations AS other ON other.conversation = mine.conversation
            WHERE mine.member = $member AND mine.present = 1 AND mine.conversation <> $wins AND other.present = 1 AND other.member {InSet}
            """,
            row => new MemberId(row.Id(0)), cancellation,
            ("$member", member.Value), ("$wins", ConversationIds.Wins.Value), ("$set", Rows.Set(among.AtMost1000().Select(id => id.Value))));

    public Task<IReadOnlyList<Participation>> ReadParticipationsAsync(MemberId member, CancellationToken cancellation) =>
        ReadAsync($"SELECT {ParticipationRows.Columns} FROM participations WHERE member = $member", ParticipationRows.Read, cancellation, ("$member", member.Value));

    public Task<IReadOnlyList<Participation>> ReadParticipantsAsync(ConversationId conversation, MemberId? after, int limit, CancellationToken cancellation) =>
        ReadAsync(
            $"SELECT {ParticipationRows.Columns} FROM participations WHERE conversation = $conversation AND member > $after AND present = 1 ORDER BY member LIMIT $limit",
            ParticipationRows.Read, cancellation,
            ("$conversation", conversation.Value), ("$after", after is { } member ? member.Value : Array.Empty<byte>()), ("$limit", limit));

    public Task<IReadOnlyList<Participation>> ReadChangedParticipationsAsync(DateTimeOffset since, int limit, CancellationToken cancellation) =>
        ReadAsync(
            $"SELECT {ParticipationRows.Columns} FROM participations WHERE changed_at >= $since ORDER BY changed_at, conversation, member LIMIT $limit",
            ParticipationRows.Read, cancellation, ("$since", since), ("$limit", limit));

    public Task<long?> MarkReadAsync(ConversationId conversation, MemberId member, long seq, Participation? implied, CancellationToken cancellation) =>
        store.WriteAsync((session, now) => ParticipationRows.MarkRead(session, conversation, member, seq, implied, now), cancellation);

    public Task<Participation?> SetNotifyAsync(ConversationId conversation, MemberId member, NotifyLevel notify, Participation? implied, CancellationToken cancellation) =>
        store.WriteAsync((session, now) => ParticipationRows.SetNotify(session, conversation, member, notify, implied, now), cancellation);

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<Row, T> map, CancellationToken cancellation, params (string Name, Value Value)[] values) =>
        await store.ReadAsync(session => session.Query(sql, map, values), cancellation).ConfigureAwait(false);

    private static Pair? ReadPair(Row row) => row.IdOrNull(3) is { } first && row.IdOrNull(4) is { } second ? new(new(first), new(second)) : null;
}
