using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Server.Http;
using PeerCircle.Server.Stopping;

namespace PeerCircle.Server.Conversations;

/// <summary>What comes before a hub connection: none on a server that leaves, and not too many connections from one address.</summary>
internal static class HubDoor
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(10);

    private static readonly Refusal TooMany = new(ErrorCodes.RateLimited, "Too many connections from this address.", Retryable: true, TryAgainAfter);

    private static readonly Refusal Leaving = new(ErrorCodes.ServerDraining, "This server is going away. Connect again.", Retryable: true, TimeSpan.FromSeconds(1));

    /// <summary>Stands before the hub's endpoint.</summary>
    public static void Guard(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is not { } next) return;
        endpoint.RequestDelegate = context => EnterAsync(context, next);
        endpoint.Metadata.Add(new HandshakeRules.Mark());
    }

    private static Task EnterAsync(HttpContext context, RequestDelegate next)
    {
        if (context.RequestServices.GetRequiredService<Drain>().IsUnderWay) return RefuseAsync(context, "draining", Leaving);
        var connections = context.RequestServices.GetRequiredService<AddressConnections>();
        var address = Addresses.KeyOf(context);
        if (!connections.TryEnter(address)) return RefuseAsync(context, "address", TooMany);
        context.Response.RegisterForDispose(new Place(connections, address));
        HubMeter.Handshake("admitted");
        return next(context);
    }

    private static Task RefuseAsync(HttpContext context, string because, Refusal refusal)
    {
        HubMeter.Handshake(because);
        return Answers.Problem(refusal).ExecuteAsync(context);
    }

    /// <summary>One of those that an address may have; free again when the request has ended, and with it the connection.</summary>
    private sealed class Place(AddressConnections connections, string address) : IDisposable
    {
        public void Dispose() => connections.Leave(address);
    }
}
