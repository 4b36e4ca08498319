using Microsoft.AspNetCore.SignalR.Protocol;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;
using PeerCircle.Load.Generator;

namespace PeerCircle.Load.Wires;

/// <summary>The hub of PeerCircle for one who also tells that they type, come and go, and counts what they are told of others. None of it is answered.</summary>
internal sealed class TalkWire(ConversationId conversation) : PeerCircleWire(conversation)
{
    private readonly ConversationId _conversation = conversation;

    /// <summary>Pushes that somebody types.</summary>
    public long Typed { get; private set; }

    /// <summary>Pushes that somebody who is watched came or went.</summary>
    public long Moved { get; private set; }

    public byte[] Typing() => Call(nameof(IPeerHub.Typing), new TypingCall(_conversation));

    public static byte[] Present(PresenceState state) => Call(nameof(IPeerHub.SetPresence), new SetPresenceCall(state));

    public static byte[] Watch(IEnumerable<MemberId> members) => Call(nameof(IPeerHub.Watch), new WatchCall([.. members]));

    /// <summary>No text of a load holds these names.</summary>
    protected override void Pushed(ReadOnlySpan<byte> part, bool isEnd, Line line)
    {
        base.Pushed(part, isEnd, line);
        if (part.IndexOf("Typing"u8) >= 0) Typed++;
        else if (part.IndexOf("Presence"u8) >= 0) Moved++;
    }

    private static byte[] Call(string method, object call) => Frames.Binary(Bytes(new InvocationMessage(method, [call])));
}
