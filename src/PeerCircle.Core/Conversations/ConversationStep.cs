using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>
/// One change of who takes part, with what is said about it, applied in one transaction. Applying it again changes nothing: with an
/// announcement its message id tells, when it makes the conversation that this exists, else the participations that stand already.
/// </summary>
public sealed record ConversationStep(ConversationId Conversation)
{
    /// <summary>Makes the conversation. When it exists the step was applied, and changes nothing, whoever has come and gone since.</summary>
    public NewConversation? Create { get; init; }

    public IReadOnlyList<SeatChange> Seats { get; init; } = [];

    public Announcement? Announce { get; init; }
}

/// <summary>The facts of a conversation that never change; see <see cref="Conversation"/>.</summary>
public sealed record NewConversation(ConversationKind Kind, Guid? Subject = null, Pair? Pair = null);

/// <summary>What a member's participation is to be.</summary>
public sealed record SeatChange(MemberId Member, bool Present, ParticipantRole Role = ParticipantRole.Member);

/// <summary>A system message; <paramref name="Id"/> is derived, <paramref name="Text"/> a plain English sentence.</summary>
public sealed record Announcement(MessageId Id, string Text, Card Card);
