using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>
/// Live delivery, at most once: what it loses, clients repair from the log. Nothing here fails the caller or waits for a reader,
/// except <see cref="ParticipationsChangedAsync"/>, which returns when this node's connections follow.
/// </summary>
public interface IDelivery
{
    /// <summary>To everyone subscribed to the conversation; calls for one conversation come, and are delivered, in commit order.</summary>
    void Publish(Changes changes);

    /// <summary>To the member's own devices.</summary>
    void Reacted(MemberId member, Reacted reacted);

    /// <summary>To the member's own devices with the unread count, and without it to everyone subscribed when <paramref name="showOthers"/>.</summary>
    void ReadMoved(ReadMoved moved, bool showOthers);

    /// <summary>To everyone subscribed but the one who types.</summary>
    void Typing(TypingNotice typing);

    /// <summary>
    /// To the other nodes: one of them committed to the conversation before this one, which has been trying for so long, and asks those that began later to let it pass; null when
    /// nobody need wait any more.
    /// </summary>
    void Outpaced(ConversationId conversation, TimeSpan? trying);

    /// <summary>Subscribes and unsubscribes this node's connections of the members, and tells them. Of two states of a participation the higher version wins.</summary>
    Task ParticipationsChangedAsync(IReadOnlyList<Participation> participations, CancellationToken cancellation);
}
