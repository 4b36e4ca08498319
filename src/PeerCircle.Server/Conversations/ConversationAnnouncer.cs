using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Server.Conversations;

/// <summary>Tells a subscribed connection what its member's conversation is now.</summary>
internal sealed class ConversationAnnouncer(IHubContext<PeerHub, IPeerClient> hub, ConversationList list)
{
    public async Task AnnounceAsync(LiveConnection connection, Participation participation, CancellationToken cancellation)
    {
        if (ConversationAccess.Admit(participation, connection.Member) is not { } participant) return;
        var facts = await list.ReadOneAsync(participant, cancellation);
        if (facts.TryGet(out var conversation, out _)) await hub.Clients.Client(connection.Id).ConversationChanged(new ConversationChanged(conversation));
    }
}
