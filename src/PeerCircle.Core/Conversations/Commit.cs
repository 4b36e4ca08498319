using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>
/// Everything that changes in a conversation at once: written whole when the head is still <see cref="Expected"/>, else not at all.
/// </summary>
public sealed record Commit
{
    /// <summary>The conversation with the head it gets. <c>Head.Rev - Expected.Rev</c> = number of messages in <see cref="Inserted"/> and <see cref="Changed"/>.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>The head this was made from. <see cref="Head.Start"/> (by reference or value) creates the conversation.</summary>
    public required Head Expected { get; init; }

    /// <summary>New messages, ascending by seq.</summary>
    public IReadOnlyList<MessageState> Inserted { get; init; } = [];

    /// <summary>New states of messages that exist.</summary>
    public IReadOnlyList<MessageState> Changed { get; init; } = [];

    /// <summary>Rows to add; one that exists stays as it is.</summary>
    public IReadOnlyList<ReactionRow> Reacted { get; init; } = [];

    /// <summary>Rows to remove (their order does not matter); one that is gone is no error.</summary>
    public IReadOnlyList<ReactionRow> Unreacted { get; init; } = [];

    public IReadOnlyList<ParticipationWrite> Participations { get; init; } = [];

    /// <summary>For readers of the code: does the commit create its conversation.</summary>
    public bool Creates => Expected == Head.Start;
}

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>Durable.</summary>
    Committed,

    /// <summary>The head was another one (or the conversation exists, or does not); nothing was written.</summary>
    HeadMoved,

    /// <summary>The conversation has a message with the id of one of <see cref="Commit.Inserted"/>, whatever its head; nothing was written.</summary>
    IdTaken,
}

/// <summary>A place in a conversation: the messages with seq in (<paramref name="After"/>, <paramref name="UpTo"/>].</summary>
public sealed record SeqRange(ConversationId Conversation, long After, long UpTo);
