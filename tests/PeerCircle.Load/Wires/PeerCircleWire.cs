using Microsoft.AspNetCore.SignalR.Protocol;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Load.Wires;

/// <summary>The hub of PeerCircle: who is connected is subscribed, which the first answer proves.</summary>
internal class PeerCircleWire(ConversationId conversation) : SignalRWire
{
    protected override InvocationMessage Join() => new(NextCall(), nameof(IPeerHub.Sync), [new SyncCall([])]);

    protected override InvocationMessage Posting(string text) =>
        new(NextCall(), nameof(IPeerHub.Post), [new PostCall(conversation, new MessageId(Guid.CreateVersion7()), text)]);
}
