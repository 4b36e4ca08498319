using MessagePack;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Conversations;

/// <summary>
/// A conversation as one member sees it. Of two states the higher <see cref="Version"/> (of one's participation) wins, with equal
/// ones the higher <see cref="Rev"/>; <see cref="ReadSeq"/> is merged by maximum. In lists every member is present; in
/// <c>ConversationChanged</c> <see cref="ReadSeq"/>, <see cref="Unread"/>, <see cref="Notify"/> and <see cref="Last"/> come only
/// where they changed.
/// </summary>
[MessagePackObject]
public sealed record ConversationFacts
{
    [Key("id")] public required ConversationId Id { get; init; }

    [Key("kind")] public required ConversationKind Kind { get; init; }

    /// <summary>The circle's or room's name, in a direct the other's display name, <c>Wins</c> for the feed.</summary>
    [Key("title")] public required string Title { get; init; }

    [Key("circleId")] public CircleId? CircleId { get; init; }

    [Key("roomId")] public RoomId? RoomId { get; init; }

    /// <summary>The other one of a direct.</summary>
    [Key("memberId")] public MemberId? MemberId { get; init; }

    [Key("version")] public required long Version { get; init; }

    [Key("epoch")] public required string Epoch { get; init; }

    [Key("rev")] public required long Rev { get; init; }

    [Key("seq")] public required long Seq { get; init; }

    [Key("readSeq")] public long? ReadSeq { get; init; }

    /// <summary>0–100; 100 means 100 or more.</summary>
    [Key("unread")] public int? Unread { get; init; }

    [Key("notify")] public NotifyLevel? Notify { get; init; }

    /// <summary>The message with the highest seq, its text cut to 200 characters.</summary>
    [Key("last")] public Message? Last { get; init; }
}

/// <summary>A participant. <paramref name="ReadSeq"/> only in a direct and where at most 50 take part.</summary>
public sealed record ParticipantFacts(MemberId MemberId, ParticipantRole Role, long? ReadSeq = null);
