using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Presence;
using PeerCircle.Core;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations;
using PeerCircle.Server.Conversations.Feeds;
using PeerCircle.Server.Http;
using PeerCircle.Server.Presence;

namespace PeerCircle.Server.Conversations;

/// <summary>Arrival of a hub connection: known by its member first, then subscribed, so that a membership change in between is not missed.</summary>
internal sealed class HubConnections(
    LiveConnections connections, ConversationAccess access, ConversationFeeds feeds, PresenceHere presence, PresenceWatchers watchers, LiveSessions live, Sessions sessions, IHubContext<PeerHub, IPeerClient> hub, UnawaitedPushes pushes,
    Limits limits, TimeProvider time)
{
    /// <summary>Ended when this returns only what it was told; the first call is answered after it.</summary>
    public async Task ConnectedAsync(HubCallerContext context, IGroupManager groups)
    {
        var user = context.User ?? throw new InvalidOperationException("The connection is not signed in.");
        var member = user.Member();
        var connection = new LiveConnection(context, member, user.Session(), groups, time);
        connections.Add(connection);
        presence.Set(member, connection.Id, PresenceState.Online);
        await groups.AddToGroupAsync(connection.Id, HubGroups.Of(member), context.ConnectionAborted);
        await SubscribeAsync(connection, context.ConnectionAborted);
        // The session may have ended between the handshake and the registration; from here on its end finds the connection.
        if (!await sessions.StandsAsync(connection.Session, context.ConnectionAborted)) await live.EndAsync(connection, SessionEndReason.Ended);
        else await MakeRoomAsync(connection);
    }

    /// <summary>The store's history was replaced: whatever connections knew of it is read anew, and they are told to.</summary>
    public async Task StartOverAsync(CancellationToken cancellation)
    {
        feeds.Forget();
        watchers.DoubtAll();
        foreach (var connection in connections.All)
        {
            await connection.ForgetAsync();
            await SubscribeAsync(connection, cancellation);
            pushes.Send(hub.Clients.Client(connection.Id).Resync(new Resync()));
        }
    }

    private async Task SubscribeAsync(LiveConnection connection, CancellationToken cancellation)
    {
        var participants = await access.FindAllAsync(connection.Member, cancellation);
        foreach (var participant in participants.Values) await connection.FollowAsync(participant.Participation);
        connection.Arrived();
        await feeds.LearnAsync([.. connection.Subscriptions.Select(s => s.Conversation)], cancellation);
    }

    /// <summary>A member's longest-silent connections make room for a new one.</summary>
    private async Task MakeRoomAsync(LiveConnection arrived)
    {
        var open = connections.Of(arrived.Member).Where(c => !c.IsEnded).ToList();
        foreach (var silent in open.Where(c => c != arrived).OrderBy(c => c.HeardAt).Take(open.Count - limits.ConnectionsPerMember))
        {
            await live.EndAsync(silent, SessionEndReason.TooManyConnections);
        }
    }
}
