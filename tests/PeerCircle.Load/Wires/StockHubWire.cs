using Microsoft.AspNetCore.SignalR.Protocol;

namespace PeerCircle.Load.Wires;

/// <summary>The hub of the peer programs.</summary>
internal sealed class StockHubWire(string room) : SignalRWire
{
    protected override InvocationMessage Join() => new(NextCall(), "Join", [room]);

    protected override InvocationMessage Posting(string text) => new(NextCall(), "Post", [room, text]);
}
