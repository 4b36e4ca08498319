using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Notifications;

namespace PeerCircle.Server.Demo;

/// <summary>Delivery while nobody listens yet.</summary>
internal sealed class Silence : IDelivery, INotificationDelivery
{
    public void Notified(MemberId member, Notified notified)
    {
    }

    public void NotificationsRead(MemberId member, NotificationsRead read)
    {
    }

    public void Publish(Changes changes)
    {
    }

    public void Reacted(MemberId member, Reacted reacted)
    {
    }

    public void ReadMoved(ReadMoved moved, bool showOthers)
    {
    }

    public void Typing(TypingNotice typing)
    {
    }

    public void Outpaced(ConversationId conversation, TimeSpan? trying)
    {
    }

    public Task ParticipationsChangedAsync(IReadOnlyList<Participation> participations, CancellationToken cancellation) => Task.CompletedTask;
}
