using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>One member's part in one conversation; the authority for access. Ended ones stay, with <paramref name="Present"/> false.</summary>
/// <param name="JoinedSeq">The conversation's seq when the member (last) joined.</param>
/// <param name="ReadSeq">Read up to here; only grows.</param>
/// <param name="Version">Grows with every change but the read position's, over leaving and coming back.</param>
/// <param name="ChangedAt">Time of the change that gave <paramref name="Version"/>, by the store's clock.</param>
public sealed record Participation(
    ConversationId Conversation,
    MemberId Member,
    bool Present,
    ParticipantRole Role,
    long JoinedSeq,
    long ReadSeq,
    NotifyLevel Notify,
    long Version,
    DateTimeOffset ChangedAt);

/// <summary>
/// What a commit makes of one participation. The store creates or changes the record, adds 1 to its version (first: 1), stamps
/// <see cref="Participation.ChangedAt"/> and keeps notify level and read position but for what is said here.
/// </summary>
/// <param name="JoinedSeq">Set when the member joins or comes back; null keeps it (0 on a new record).</param>
/// <param name="ReadSeq">The read position becomes at least this; null keeps it (0 on a new record).</param>
public sealed record ParticipationWrite(MemberId Member, bool Present, ParticipantRole Role, long? JoinedSeq, long? ReadSeq);
