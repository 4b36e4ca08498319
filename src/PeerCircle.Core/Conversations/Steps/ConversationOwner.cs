using System.Text.Json.Serialization;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage.Steps;

namespace PeerCircle.Core.Conversations.Steps;

/// <summary>
/// A document that decides who takes part in a conversation of its own, and what is said about it: a circle, a room. Its first step makes
/// the conversation.
/// </summary>
public abstract record ConversationOwner : SteppedDocument<PendingStep>
{
    /// <summary>A lower-case word that names the kind for good; part of the ids of its messages.</summary>
    [JsonIgnore]
    public abstract string Kind { get; }

    [JsonIgnore]
    public abstract ConversationId ConversationId { get; }

    [JsonIgnore]
    public abstract NewConversation Conversation { get; }

    /// <summary>What a step's card says, as a plain English sentence.</summary>
    public abstract string Sentence(Card card, PendingStep step, Func<MemberId, string> nameOf);

    /// <summary>The step as the conversation takes it. The same number always gives the same message id.</summary>
    public ConversationStep ToStep(PendingStep step, Func<MemberId, string> nameOf) => new(ConversationId)
    {
        Create = step.Number == 1 ? Conversation : null,
        Seats = step.Seats,
        Announce = step.Card is { } card ? new Announcement(MessageIdOf(step.Number), Sentence(card, step, nameOf), card) : null,
    };

    private MessageId MessageIdOf(long step) => new(DerivedId.From($"{Kind}:{Key:D}:step:{step}"));
}

/// <summary>A step that is decided. Without a card it says nothing; only the first, which makes the conversation, has none.</summary>
public sealed record PendingStep(long Number, DateTimeOffset At, IReadOnlyList<SeatChange> Seats, Card? Card = null) : IStep
{
    /// <summary>Whom its sentence may name.</summary>
    internal IEnumerable<MemberId> Named => Card is { } card
        ? Seats.Select(s => (MemberId?)s.Member).Append(card.MemberId).Append(card.ById).OfType<MemberId>()
        : [];
}
