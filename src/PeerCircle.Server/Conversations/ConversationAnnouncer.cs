using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Server.Conversations;

/// <summary>What subscribed connections are told of their members' conversations.</summary>
internal sealed class ConversationAnnouncer(IHubContext<PeerHub, IPeerClient> hub, LiveConnections connections, ConversationList list)
{
    /// <summary>Reads what a member's conversation is now. What is answered tells the connection, at its reader's pace; null when there is nothing to tell.</summary>
    public async Task<Func<Task>?> ReadAsync(LiveConnection connection, Participation participation, CancellationToken cancellation)
    {
        if (ConversationAccess.Admit(participation, connection.Member) is not { } participant) return null;
        var facts = await list.ReadOneAsync(participant, cancellation);
        return facts.TryGet(out var conversation, out _) ? () => hub.Clients.Client(connection.Id).ConversationChanged(new ConversationChanged(conversation)) : null;
    }

    /// <summary>Tells this node's subscribed connections a conversation's new title, and nothing that is the same for them as before.</summary>
    public async Task AnnounceTitleAsync(ConversationId conversation)
    {
        var subscribed = connections.All.Select(c => (Connection: c, Participant: c.Find(conversation))).Where(c => c.Participant is not null).ToList();
        if (subscribed.Count == 0 || await list.ReadTitleAsync(conversation, CancellationToken.None) is not { } facts) return;
        await Task.WhenAll(subscribed.Select(c =>
            hub.Clients.Client(c.Connection.Id).ConversationChanged(new ConversationChanged(facts with { Version = c.Participant?.Participation.Version ?? 0 }))));
    }
}
