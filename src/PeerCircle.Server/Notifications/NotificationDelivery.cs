using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Notifications;
using PeerCircle.Server.Conversations;

namespace PeerCircle.Server.Notifications;

/// <summary>To a member's devices over the hub and its backplane.</summary>
internal sealed class NotificationDelivery(IHubContext<PeerHub, IPeerClient> hub, UnawaitedPushes pushes) : INotificationDelivery
{
    public void Notified(MemberId member, Notified notified) => pushes.Send(hub.Clients.Group(HubGroups.Of(member)).Notified(notified));

    public void NotificationsRead(MemberId member, NotificationsRead read) => pushes.Send(hub.Clients.Group(HubGroups.Of(member)).NotificationsRead(read));
}
