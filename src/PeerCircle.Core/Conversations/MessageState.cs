using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>
/// A message as it is kept: what the wire shows, and what makes a repeated post answerable for good, also in a tombstone: author,
/// seq, first rev, time and a hash of what was posted.
/// </summary>
public sealed record MessageState
{
    public required MessageId Id { get; init; }

    public required long Seq { get; init; }

    public required long Rev { get; init; }

    public required MessageKind Kind { get; init; }

    /// <summary>Absent on system messages only; kept in tombstones, where the wire does not show it.</summary>
    public MemberId? AuthorId { get; init; }

    public string Text { get; init; } = "";

    public MessageId? ParentId { get; init; }

    public int ReplyCount { get; init; }

    /// <summary>In order of first use.</summary>
    public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    public IReadOnlyList<MemberId> Mentions { get; init; } = [];

    public Card? Card { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public DeletedBy? DeletedBy { get; init; }

    /// <summary>The rev it was posted with.</summary>
    public required long PostRev { get; init; }

    /// <summary>The rev at which its text last changed.</summary>
    public required long TextRev { get; init; }

    /// <summary>SHA-256 over text and parent as posted.</summary>
    public required string PostHash { get; init; }

    public bool IsDeleted => DeletedAt is not null;

    /// <summary>The receipt of the post, whatever happened since.</summary>
    public PostReceipt Receipt() => new(Id, Seq, PostRev, CreatedAt);

    /// <summary>What is left of it when it is deleted.</summary>
    public MessageState ToTombstone(DateTimeOffset at, DeletedBy by) =>
        this with { Text = "", Reactions = [], Mentions = [], Card = null, EditedAt = null, DeletedAt = at, DeletedBy = by };

    /// <summary>What others see.</summary>
    public Message ToWire() => new()
    {
        Id = Id,
        Seq = Seq,
        Rev = Rev,
        Kind = Kind,
        AuthorId = IsDeleted ? null : AuthorId,
        Text = IsDeleted ? null : Text,
        ParentId = ParentId,
        ReplyCount = ReplyCount == 0 ? null : ReplyCount,
        Reactions = Reactions.Count == 0 ? null : Reactions,
        Mentions = Mentions.Count == 0 ? null : Mentions,
        Card = Card,
        CreatedAt = CreatedAt,
        EditedAt = EditedAt,
        DeletedAt = DeletedAt,
        DeletedBy = DeletedBy,
    };
}
