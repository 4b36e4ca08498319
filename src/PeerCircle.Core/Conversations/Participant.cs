using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>
/// Proof that a member takes part in a conversation. Only <see cref="ConversationAccess"/> makes it, so a use case that asks for
/// one cannot be called without the check. It is for a quick answer: what is written is checked again in the commit.
/// </summary>
public sealed class Participant
{
    internal Participant(Participation participation) => Participation = participation;

    public ConversationId Conversation => Participation.Conversation;

    public MemberId Member => Participation.Member;

    /// <summary>The record the proof was made from.</summary>
    public Participation Participation { get; }

    /// <summary>What to keep where no record is kept yet: everyone takes part in the wins feed without joining.</summary>
    internal Participation? Implied => Conversation == ConversationIds.Wins ? Participation : null;
}
