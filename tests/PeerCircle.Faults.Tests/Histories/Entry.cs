using PeerCircle.Contracts.Wire;

namespace PeerCircle.Faults.Tests.Histories;

/// <summary>A line of a history. What a kind of line does not tell is absent.</summary>
internal sealed record Entry(EntryKind Kind, string Who)
{
    /// <summary>Who holds what the store itself tells.</summary>
    public const string Store = "store";

    /// <summary>Microseconds since the history began, by a clock that only runs forward.</summary>
    public long At { get; init; }

    public ConversationId? Conversation { get; init; }

    /// <summary>The history of the store that this belongs to, as far as its writer knows.</summary>
    public string? Epoch { get; init; }

    /// <summary>The operation; the same for all of its attempts.</summary>
    public Guid? Operation { get; init; }

    public Act? Act { get; init; }

    public MessageId? Message { get; init; }

    /// <summary>The member who acts.</summary>
    public MemberId? By { get; init; }

    /// <summary>The number of the connection it was sent on; counted by the client.</summary>
    public int? Line { get; init; }

    public long? Rev { get; init; }

    public long? Seq { get; init; }

    /// <summary>Of a push or an answer: exclusive.</summary>
    public long? From { get; init; }

    public long? To { get; init; }

    /// <summary>When an answer was asked for, in the unit of <see cref="At"/>.</summary>
    public long? AskedAt { get; init; }

    /// <summary>Of the text that is posted or set.</summary>
    public string? Body { get; init; }

    public string? Emoji { get; init; }

    public bool? On { get; init; }

    /// <summary>Why it was refused, or what went wrong.</summary>
    public string? Code { get; init; }

    /// <summary>Of everything held; see <see cref="Item.Digest"/>.</summary>
    public string? Digest { get; init; }

    public long? Bytes { get; init; }

    /// <summary>For people.</summary>
    public string? Note { get; init; }

    public IReadOnlyList<Item>? Items { get; init; }
}
