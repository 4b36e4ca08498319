using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>A conversation at one moment, for showing. Never changes; a change makes a new one.</summary>
public sealed class ConversationView
{
    private readonly ConversationState _state;
    private readonly Lazy<IReadOnlyList<Message>> _messages;

    internal ConversationView(ConversationState state, IEnumerable<MemberId> typing)
    {
        _state = state;
        _messages = new(() => [.. state.Visible()]);
        Typing = [.. typing];
    }

    public ConversationId Id => _state.Id;

    /// <summary>Title, kind and the like; absent until the server told them.</summary>
    public ConversationFacts? Facts => _state.Facts;

    /// <summary>Whether a first page was loaded.</summary>
    public bool IsLoaded => _state.Loaded is not null;

    /// <summary>The loaded messages, ascending by seq, tombstones included; also those that came ahead of a gap that is being repaired.</summary>
    public IReadOnlyList<Message> Messages => _messages.Value;

    /// <summary>One's own posts that are not settled, in the order they will be sent; to be shown after <see cref="Messages"/>.</summary>
    public IReadOnlyList<OutboxRow> Outbox => _state.Outbox;

    /// <summary>Whether there are messages before the first loaded one; see <see cref="Conversation.LoadOlderAsync"/>.</summary>
    public bool MoreBefore => _state.MoreBefore;

    /// <summary>The highest seq known.</summary>
    public long Seq => _state.Seq;

    public long ReadSeq => _state.ReadSeq;

    /// <summary>0–100; 100 means 100 or more.</summary>
    public int Unread => _state.Unread;

    /// <summary>The message with the highest seq known.</summary>
    public Message? Last => _state.Last;

    /// <summary>How far others have read, where that is shown.</summary>
    public IReadOnlyDictionary<MemberId, long> ReadBy => _state.ReadBy;

    /// <summary>Who is typing.</summary>
    public IReadOnlyList<MemberId> Typing { get; }

    /// <summary>The emoji with which one reacted oneself; none on a tombstone.</summary>
    public IReadOnlyList<string> MyReactions(MessageId message) =>
        _state.Messages.GetValueOrDefault(message)?.State.DeletedAt is null ? [.. _state.Mine.GetValueOrDefault(message, OwnReactions.None).Effective()] : [];
}
