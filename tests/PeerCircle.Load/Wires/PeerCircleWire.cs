using Microsoft.AspNetCore.SignalR.Protocol;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;
using PeerCircle.Load.Generator;

namespace PeerCircle.Load.Wires;

/// <summary>The hub of PeerCircle: who is connected is subscribed, which the first answer proves.</summary>
internal class PeerCircleWire(ConversationId conversation) : SignalRWire
{
    /// <summary>That somebody is typing there, which is not answered.</summary>
    public byte[] Typing() => Frames.Binary(Bytes(new InvocationMessage(nameof(IPeerHub.Typing), [new TypingCall(conversation)])));

    /// <summary>That somebody is there or away, which is not answered.</summary>
    public static byte[] Present(PresenceState state) => Frames.Binary(Bytes(new InvocationMessage(nameof(IPeerHub.SetPresence), [new SetPresenceCall(state)])));

    protected override InvocationMessage Join() => new(NextCall(), nameof(IPeerHub.Sync), [new SyncCall([])]);

    protected override InvocationMessage Posting(string text) =>
        new(NextCall(), nameof(IPeerHub.Post), [new PostCall(conversation, new MessageId(Guid.CreateVersion7()), text)]);
}
