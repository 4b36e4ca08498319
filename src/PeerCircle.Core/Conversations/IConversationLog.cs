using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>
/// Conversations as a store keeps them. All reads see every commit that was acknowledged before they began, from any node. Every
/// method throws <see cref="Storage.StoreUnavailableException"/> when the store cannot be reached and nothing was written.
/// </summary>
public interface IConversationLog
{
    /// <summary>
    /// Writes a commit as one durable transaction, or nothing. The numbers come from the caller; that no rev and no seq of a conversation
    /// is used twice is a trip-wire whose violation throws <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <exception cref="Storage.OutcomeUnknownException">It may or may not have been written; read the head to know.</exception>
    Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation);

    /// <summary>Those of the named conversations that exist, heads included, in no order. At most 1,000 ids.</summary>
    Task<IReadOnlyList<Conversation>> ReadConversationsAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken cancellation);

    /// <summary>Messages with seq in [<paramref name="from"/>, <paramref name="to"/>], ascending; the lowest <paramref name="limit"/>, or the highest when <paramref name="newest"/>. With a parent: its replies only.</summary>
    Task<IReadOnlyList<MessageState>> ReadMessagesAsync(ConversationId conversation, long from, long to, int limit, bool newest, MessageId? parent, CancellationToken cancellation);

    /// <summary>Those of the named messages that exist, in no order. At most 1,000 ids.</summary>
    Task<IReadOnlyList<MessageState>> FindMessagesAsync(ConversationId conversation, IReadOnlyCollection<MessageId> ids, CancellationToken cancellation);

    /// <summary>Messages with rev in (<paramref name="after"/>, <paramref name="to"/>], ascending by rev, the lowest <paramref name="limit"/>. <paramref name="to"/> was the head already, or below it: while later revs come to be, what is found of them may have gaps.</summary>
    Task<IReadOnlyList<MessageState>> ReadChangesAsync(ConversationId conversation, long after, long to, int limit, CancellationToken cancellation);

    /// <summary>How many messages have a rev above <paramref name="after"/>, counted to <paramref name="atMost"/>.</summary>
    Task<int> CountChangesAsync(ConversationId conversation, long after, int atMost, CancellationToken cancellation);

    /// <summary>The message with the highest seq of each named conversation that has any. At most 1,000 ids.</summary>
    Task<IReadOnlyDictionary<ConversationId, MessageState>> ReadLastAsync(IReadOnlyCollection<ConversationId> conversations, CancellationToken cancellation);

    /// <summary>
    /// For each range, how many of its messages are unread by the member: not deleted, not their own, not <c>system</c>; counted
    /// to 100. Ranges with none may be left out. At most 1,000 ranges, each conversation once.
    /// </summary>
    Task<IReadOnlyDictionary<ConversationId, int>> CountUnreadAsync(MemberId member, IReadOnlyCollection<SeqRange> ranges, CancellationToken cancellation);

    /// <summary>Reactions to one message, ascending by order, those with order above <paramref name="after"/>; with an emoji (distinguishing form) only that one.</summary>
    Task<IReadOnlyList<ReactionRow>> ReadReactionsAsync(ConversationId conversation, MessageId message, string? emoji, long after, int limit, CancellationToken cancellation);

    /// <summary>Reactions of the named members to the named messages, ascending by order. At most 1,000 of each.</summary>
    Task<IReadOnlyList<ReactionRow>> FindReactionsAsync(ConversationId conversation, IReadOnlyCollection<MessageId> messages, IReadOnlyCollection<MemberId> members, CancellationToken cancellation);

    /// <summary>Participations of the named members, ended ones included, in no order. At most 1,000 members.</summary>
    Task<IReadOnlyList<Participation>> FindParticipationsAsync(ConversationId conversation, IReadOnlyCollection<MemberId> members, CancellationToken cancellation);

    /// <summary>Those of the named members who take part in a conversation, other than the wins feed, in which the member does too; in no order. At most 1,000.</summary>
    Task<IReadOnlyCollection<MemberId>> FindCompanionsAsync(MemberId member, IReadOnlyCollection<MemberId> among, CancellationToken cancellation);

    /// <summary>A member's participations, ended ones included, in no order.</summary>
    Task<IReadOnlyList<Participation>> ReadParticipationsAsync(MemberId member, CancellationToken cancellation);

    /// <summary>Who takes part now, ascending by member id, those after the given one.</summary>
    Task<IReadOnlyList<Participation>> ReadParticipantsAsync(ConversationId conversation, MemberId? after, int limit, CancellationToken cancellation);

    /// <summary>Participations, ended ones included, with changed-at at or after the given time of the store's clock, ascending by it. The sweep of every node reads these.</summary>
    Task<IReadOnlyList<Participation>> ReadChangedParticipationsAsync(DateTimeOffset since, int limit, CancellationToken cancellation);

    /// <summary>
    /// Raises the read position to at least <paramref name="seq"/> and answers what it now is. Moves neither version nor changed-at.
    /// Where there is no record, <paramref name="implied"/> (if given) is inserted first, with its version; else null is answered.
    /// </summary>
    Task<long?> MarkReadAsync(ConversationId conversation, MemberId member, long seq, Participation? implied, CancellationToken cancellation);

    /// <summary>Sets the notify level, with a new version and changed-at, unless it stands already. <paramref name="implied"/> as above. Answers the record, null where there is none.</summary>
    Task<Participation?> SetNotifyAsync(ConversationId conversation, MemberId member, NotifyLevel notify, Participation? implied, CancellationToken cancellation);
}
