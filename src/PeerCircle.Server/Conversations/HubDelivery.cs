using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Server.Conversations;

/// <summary>Delivery over the hub, and over its backplane to the other nodes.</summary>
internal sealed class HubDelivery(
    IHubContext<PeerHub, IPeerClient> hub, LiveConnections connections, ConversationAnnouncer announcer, ILogger<HubDelivery> logger) : IDelivery
{
    private readonly ConcurrentDictionary<ConversationId, ConversationFeed> _feeds = new();

    public void Publish(Changes changes)
    {
        var conversation = changes.ConversationId;
        while (!_feeds.GetOrAdd(conversation, id => new ConversationFeed(id, hub, logger)).TryPublish(changes, ended => _feeds.TryRemove(new(conversation, ended))))
        {
            // Ended between the look-up and here; it takes itself out of the dictionary.
        }
    }

    public void Reacted(MemberId member, Reacted reacted) => Send(hub.Clients.Group(HubGroups.Of(member)).Reacted(reacted));

    public void ReadMoved(ReadMoved moved, bool showOthers)
    {
        Send(hub.Clients.Group(HubGroups.Of(moved.MemberId)).ReadMoved(moved));
        if (showOthers) Send(Others(moved.ConversationId, moved.MemberId).ReadMoved(moved with { Unread = null }));
    }

    public void Typing(TypingNotice typing) => Send(Others(typing.ConversationId, typing.MemberId).Typing(typing));

    public async Task ParticipationsChangedAsync(IReadOnlyList<Participation> participations, CancellationToken cancellation)
    {
        foreach (var participation in participations)
        {
            foreach (var connection in connections.Of(participation.Member))
            {
                switch (await connection.FollowAsync(participation))
                {
                    case FollowOutcome.Present:
                        await announcer.AnnounceAsync(connection, participation, cancellation);
                        break;
                    case FollowOutcome.Removed:
                        Send(hub.Clients.Client(connection.Id).ConversationRemoved(new ConversationRemoved(participation.Conversation, participation.Version)));
                        break;
                }
            }
        }
    }

    private IPeerClient Others(ConversationId conversation, MemberId member) =>
        hub.Clients.GroupExcept(HubGroups.Of(conversation), connections.Of(member).Select(c => c.Id));

    private void Send(Task push) => _ = LoggedAsync(push);

    private async Task LoggedAsync(Task push)
    {
        try
        {
            await push;
        }
        catch (Exception failure)
        {
            Log.SendFailed(logger, failure);
        }
    }
}
