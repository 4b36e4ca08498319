using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Server.Conversations.Mailboxes;

namespace PeerCircle.Server.Conversations;

/// <summary>Delivery over the hub, and over its backplane to the other nodes.</summary>
internal sealed class HubDelivery(
    IHubContext<PeerHub, IPeerClient> hub, MailboxLifetimeManager local, LiveConnections connections, ConversationAnnouncer announcer, UnawaitedPushes pushes, ILogger<HubDelivery> logger)
    : IDelivery
{
    private readonly ConcurrentDictionary<ConversationId, ConversationFeed> _feeds = new();

    public void Publish(Changes changes)
    {
        var conversation = changes.ConversationId;
        if (changes.Messages.Any(m => m.Card is { Type: "renamed" })) pushes.Send(announcer.AnnounceTitleAsync(conversation));
        while (!_feeds.GetOrAdd(conversation, id => new ConversationFeed(id, hub, local, logger)).TryPublish(changes, ended => _feeds.TryRemove(new(conversation, ended))))
        {
            // Ended between the look-up and here; it takes itself out of the dictionary.
        }
    }

    public void Reacted(MemberId member, Reacted reacted) => pushes.Send(hub.Clients.Group(HubGroups.Of(member)).Reacted(reacted));

    public void ReadMoved(ReadMoved moved, bool showOthers)
    {
        pushes.Send(hub.Clients.Group(HubGroups.Of(moved.MemberId)).ReadMoved(moved));
        if (showOthers) pushes.Send(Others(moved.ConversationId, moved.MemberId).ReadMoved(moved with { Unread = null }));
    }

    public void Typing(TypingNotice typing) => pushes.Send(Others(typing.ConversationId, typing.MemberId).Typing(typing));

    public async Task ParticipationsChangedAsync(IReadOnlyList<Participation> participations, CancellationToken cancellation)
    {
        foreach (var participation in participations)
        {
            foreach (var connection in connections.Of(participation.Member))
            {
                switch (await connection.FollowAsync(participation))
                {
                    case FollowOutcome.Present:
                        if (await announcer.ReadAsync(connection, participation, cancellation) is { } tell) pushes.Send(tell());
                        break;
                    case FollowOutcome.Removed:
                        pushes.Send(hub.Clients.Client(connection.Id).ConversationRemoved(new ConversationRemoved(participation.Conversation, participation.Version)));
                        break;
                }
            }
        }
    }

    private IPeerClient Others(ConversationId conversation, MemberId member) =>
        hub.Clients.GroupExcept(HubGroups.Of(conversation), connections.Of(member).Select(c => c.Id));
}
