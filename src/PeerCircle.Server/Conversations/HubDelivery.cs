using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Conversations.Feeds;
using PeerCircle.Server.Conversations.Nodes;
using PeerCircle.Server.Presence;

namespace PeerCircle.Server.Conversations;

/// <summary>
/// Delivery to connected members. What concerns a conversation goes to the connections of this node at once, and once to each other node; what is one member's goes to their devices
/// over the hub and its backplane.
/// </summary>
internal sealed class HubDelivery(
    IHubContext<PeerHub, IPeerClient> hub, LocalDelivery local, NodeOutbox others, LiveConnections connections, ConversationFeeds feeds, PresenceWatchers watchers, ConversationAnnouncer announcer, UnawaitedPushes pushes)
    : IDelivery
{
    public void Publish(Changes changes)
    {
        local.Publish(changes);
        others.Add(changes);
    }

    public void Reacted(MemberId member, Reacted reacted) => pushes.Send(hub.Clients.Group(HubGroups.Of(member)).Reacted(reacted));

    public void ReadMoved(ReadMoved moved, bool showOthers)
    {
        pushes.Send(hub.Clients.Group(HubGroups.Of(moved.MemberId)).ReadMoved(moved));
        if (!showOthers) return;
        var shown = moved with { Unread = null };
        local.ReadMoved(shown);
        others.Add(shown);
    }

    public void Typing(TypingNotice typing)
    {
        local.Typing(typing);
        others.Add(typing);
    }

    public void Outpaced(ConversationId conversation, TimeSpan? trying) => others.Add(new Outpaced(conversation, trying));

    public async Task ParticipationsChangedAsync(IReadOnlyList<Participation> participations, CancellationToken cancellation)
    {
        foreach (var participation in participations)
        {
            if (!participation.Present) watchers.Ended(participation.Conversation, participation.Member, participation.Version);
            foreach (var connection in connections.Of(participation.Member))
            {
                switch (await connection.FollowAsync(participation))
                {
                    case FollowOutcome.Present:
                        await AnnounceAsync(connection, participation, cancellation);
                        break;
                    case FollowOutcome.Removed:
                        pushes.Send(hub.Clients.Client(connection.Id).ConversationRemoved(new ConversationRemoved(participation.Conversation, participation.Version)));
                        break;
                }
            }
        }
    }

    private async Task AnnounceAsync(LiveConnection connection, Participation participation, CancellationToken cancellation)
    {
        try
        {
            await feeds.LearnAsync([participation.Conversation], cancellation);
            if (await announcer.ReadAsync(connection, participation, cancellation) is { } tell) pushes.Send(tell());
        }
        catch (StoreUnavailableException)
        {
            // It follows already, so that it would not be told when this is tried again.
            pushes.Send(hub.Clients.Client(connection.Id).Resync(new Resync()));
            throw;
        }
    }
}
