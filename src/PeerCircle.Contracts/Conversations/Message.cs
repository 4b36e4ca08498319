using MessagePack;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Conversations;

/// <summary>
/// The state of a message. Every change gives it the conversation's next <see cref="Rev"/>; of two states the one with the higher
/// <see cref="Rev"/> is right. Zero counts and empty lists are absent.
/// </summary>
[MessagePackObject]
public sealed record Message
{
    [Key("id")] public required MessageId Id { get; init; }

    /// <summary>Dense from 1 within the conversation, fixed for the life of the message; it orders the conversation.</summary>
    [Key("seq")] public required long Seq { get; init; }

    /// <summary>The conversation's change number of this message's latest change.</summary>
    [Key("rev")] public required long Rev { get; init; }

    [Key("kind")] public required MessageKind Kind { get; init; }

    /// <summary>Absent on system messages and tombstones.</summary>
    [Key("authorId")] public MemberId? AuthorId { get; init; }

    [Key("alias")] public string? Alias { get; init; }

    /// <summary>Absent on tombstones.</summary>
    [Key("text")] public string? Text { get; init; }

    [Key("parentId")] public MessageId? ParentId { get; init; }

    [Key("replyCount")] public int? ReplyCount { get; init; }

    /// <summary>In order of first use.</summary>
    [Key("reactions")] public IReadOnlyList<Reaction>? Reactions { get; init; }

    /// <summary>Participants named in the text as <c>&lt;@memberId&gt;</c>, in order.</summary>
    [Key("mentions")] public IReadOnlyList<MemberId>? Mentions { get; init; }

    [Key("card")] public Card? Card { get; init; }

    /// <summary>Never runs backwards within a conversation.</summary>
    [Key("createdAt")] public required DateTimeOffset CreatedAt { get; init; }

    [Key("editedAt")] public DateTimeOffset? EditedAt { get; init; }

    [Key("deletedAt")] public DateTimeOffset? DeletedAt { get; init; }

    [Key("deletedBy")] public DeletedBy? DeletedBy { get; init; }
}

/// <summary>One emoji on a message: how many used it, and at most 20 of them, oldest first.</summary>
[MessagePackObject]
public sealed record Reaction(
    [property: Key("emoji")] string Emoji,
    [property: Key("count")] int Count,
    [property: Key("sample")] IReadOnlyList<MemberId> Sample);

/// <summary>The facts behind a system message: <c>joined, left, removed, renamed, hostChanged</c>.</summary>
[MessagePackObject]
public sealed record Card(
    [property: Key("type")] string Type,
    [property: Key("memberId")] MemberId? MemberId = null,
    [property: Key("byId")] MemberId? ById = null,
    [property: Key("name")] string? Name = null);
