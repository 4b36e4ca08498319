using MessagePack;
using PeerCircle.Contracts.Goals;
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

/// <summary>
/// The facts behind a message that is no plain text. Of system messages: <c>joined, left, removed, renamed, hostChanged</c>, with <paramref name="MemberId"/>, <paramref name="ById"/> and
/// <paramref name="Name"/>; of goals: <c>goal, checkIn, celebration</c>, with the others.
/// </summary>
/// <param name="Status">On a check-in, and on a goal the one of the latest.</param>
/// <param name="Missed">On the card of a goal whose owner needs help, or may be asked a kind question.</param>
/// <param name="Version">Of the goal, as the card shows it; the higher is the later.</param>
[MessagePackObject]
public sealed record Card(
    [property: Key("type")] string Type,
    [property: Key("memberId")] MemberId? MemberId = null,
    [property: Key("byId")] MemberId? ById = null,
    [property: Key("name")] string? Name = null,
    [property: Key("goalId")] GoalId? GoalId = null,
    [property: Key("ownerId")] MemberId? OwnerId = null,
    [property: Key("title")] string? Title = null,
    [property: Key("state")] GoalState? State = null,
    [property: Key("status")] CheckInStatus? Status = null,
    [property: Key("value")] double? Value = null,
    [property: Key("witnesses")] IReadOnlyList<MemberId>? Witnesses = null,
    [property: Key("trail")] Trail? Trail = null,
    [property: Key("missed")] bool? Missed = null,
    [property: Key("version")] long? Version = null);

/// <summary>How a goal was reached.</summary>
/// <param name="Weeks">Whole weeks since it was made.</param>
/// <param name="Changes">Of its date or measure.</param>
/// <param name="DaysEarly">Negative when late.</param>
/// <param name="Points">Share of the way, 0–1, at each check-in, in order; at most 60.</param>
[MessagePackObject]
public sealed record Trail(
    [property: Key("weeks")] int Weeks,
    [property: Key("checkIns")] int CheckIns,
    [property: Key("changes")] int Changes,
    [property: Key("daysEarly")] int DaysEarly,
    [property: Key("points")] IReadOnlyList<double> Points);
