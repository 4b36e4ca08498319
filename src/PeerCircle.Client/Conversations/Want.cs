using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>What a step asks its driver to do.</summary>
internal enum WantKind
{
    /// <summary>Load the newest page.</summary>
    Page,

    /// <summary>Ask <c>Sync</c> from the cursor it then has.</summary>
    Sync,

    /// <summary>Take the step <see cref="GapElapsed"/> in 500 ms.</summary>
    Gap,

    /// <summary>Ask for the conversation's facts.</summary>
    Facts,

    /// <summary>Repeat the page request that a completion belongs to.</summary>
    Again,

    /// <summary>Complete the page of this step by the changes after <see cref="Want.After"/>.</summary>
    Complete,

    /// <summary>Post <see cref="Want.Message"/>.</summary>
    Send,

    /// <summary>Wait, then take the step <see cref="PostDue"/>.</summary>
    Later,

    /// <summary>List all conversations.</summary>
    List,
}

internal sealed record Want(WantKind Kind, ConversationId Conversation = default, long After = 0, MessageId Message = default);
