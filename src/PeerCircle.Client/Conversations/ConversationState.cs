using System.Collections.Immutable;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>
/// What is kept of one conversation. A value: every step makes a new one. The rules are written down beside the golden scenarios
/// that every SDK is driven by.
/// </summary>
internal sealed record ConversationState(ConversationId Id, long Generation)
{
    public string? Epoch { get; init; }

    /// <summary>Every change up to this rev is held or was discarded knowingly; none before the first page.</summary>
    public long? Cursor { get; init; }

    /// <summary>The highest rev that facts told.</summary>
    public long Head { get; init; }

    /// <summary>Ranges seen beyond a gap, ascending and apart.</summary>
    public ImmutableArray<RevRange> Ahead { get; init; } = [];

    public SeqSpan? Loaded { get; init; }

    public bool MoreBefore { get; init; }

    public bool MoreAfter { get; init; }

    public ImmutableDictionary<MessageId, HeldMessage> Messages { get; init; } = ImmutableDictionary<MessageId, HeldMessage>.Empty;

    public ImmutableDictionary<long, MessageId> BySeq { get; init; } = ImmutableDictionary<long, MessageId>.Empty;

    public ImmutableDictionary<MessageId, OwnReactions> Mine { get; init; } = ImmutableDictionary<MessageId, OwnReactions>.Empty;

    /// <summary>The highest rev among the states discarded.</summary>
    public long Discarded { get; init; }

    /// <summary>
    /// The rev at which the cursor began. What changed up to it was never seen, except on pages as new as it: an older page is
    /// completed as if that had been discarded.
    /// </summary>
    public long Started { get; init; }

    public bool Open { get; init; }

    public long Version { get; init; }

    public ConversationFacts? Facts { get; init; }

    public long FactsRev { get; init; }

    /// <summary>The highest seq known.</summary>
    public long Seq { get; init; }

    public long ReadSeq { get; init; }

    public int Unread { get; init; }

    /// <summary>Up to this seq, and this rev, the unread messages were counted by the server.</summary>
    public long CountedSeq { get; init; }

    public long CountedRev { get; init; }

    public Message? Last { get; init; }

    public ImmutableDictionary<MemberId, long> ReadBy { get; init; } = ImmutableDictionary<MemberId, long>.Empty;

    public ImmutableList<OutboxRow> Outbox { get; init; } = [];

    /// <summary>Whether changes are known to exist that the cursor has not passed.</summary>
    public bool IsBehind => Cursor is { } cursor && (Ahead.Length > 0 || Head > cursor);

    public Message? At(long seq) => BySeq.TryGetValue(seq, out var id) ? Messages[id].State : null;

    /// <summary>The settled messages to show, ascending by seq, also those beyond a gap; the outbox follows them.</summary>
    public IEnumerable<Message> Visible()
    {
        if (Loaded is not { } loaded) yield break;
        var end = MoreAfter ? loaded.Last : Math.Max(loaded.Last, Seq);
        for (var seq = loaded.First; seq <= end; seq++)
            if (At(seq) is { } message) yield return message;
    }

    /// <summary>Drops what is held; answers asked for before are told by their generation and thrown away.</summary>
    public ConversationState Forget() => this with
    {
        Generation = Generation + 1,
        Cursor = null,
        Ahead = [],
        Loaded = null,
        MoreBefore = false,
        MoreAfter = false,
        Messages = ImmutableDictionary<MessageId, HeldMessage>.Empty,
        BySeq = ImmutableDictionary<long, MessageId>.Empty,
        Mine = ImmutableDictionary<MessageId, OwnReactions>.Empty,
        Discarded = 0,
        Started = 0,
    };

    /// <summary>Drops all that another history had told. The outbox stays, and so do title and the like until new facts come.</summary>
    public ConversationState ForgetForAnotherEpoch() => Forget() with
    {
        Epoch = null,
        Head = 0,
        Version = 0,
        FactsRev = 0,
        Seq = 0,
        ReadSeq = 0,
        Unread = 0,
        CountedSeq = 0,
        CountedRev = 0,
        Last = null,
        ReadBy = ImmutableDictionary<MemberId, long>.Empty,
    };
}

/// <summary>A message as held. A provisional one is made from a receipt and gives way to the server's state of the same rev.</summary>
internal sealed record HeldMessage(Message State, bool Provisional);

/// <summary>The revs <c>From &lt; rev &lt;= To</c>.</summary>
internal readonly record struct RevRange(long From, long To);

/// <summary>Both ends inclusive; of an empty conversation <c>Last = First - 1</c>.</summary>
internal readonly record struct SeqSpan(long First, long Last);

/// <summary>What is kept of all conversations, and of those that were taken away so that an older list does not bring them back.</summary>
internal sealed record ClientState(MemberId Me, bool Online)
{
    public ImmutableDictionary<ConversationId, ConversationState> Conversations { get; init; } = ImmutableDictionary<ConversationId, ConversationState>.Empty;

    public ImmutableDictionary<ConversationId, RemovedConversation> Removed { get; init; } = ImmutableDictionary<ConversationId, RemovedConversation>.Empty;

    public ConversationState? Find(ConversationId id) => Conversations.GetValueOrDefault(id);
}

internal readonly record struct RemovedConversation(long Version, long Generation);
