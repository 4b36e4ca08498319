using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Notifications;

/// <summary>To the member's own devices that are connected, at most once; what is lost is in the inbox.</summary>
public interface INotificationDelivery
{
    void Notified(MemberId member, Notified notified);

    void NotificationsRead(MemberId member, NotificationsRead read);
}
