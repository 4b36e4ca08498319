using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace PeerCircle.Server.Conversations.Sockets;

/// <summary>What a request brings along until it ends, which for a WebSocket is as long as that is open: some 2 kB that nobody asks for once the connection is accepted.</summary>
internal static class RequestRemains
{
    /// <summary>Ends the request's scope of services and drops what was found out about it. Its connection, endpoint and life remain.</summary>
    public static async ValueTask ForgetAsync(HttpContext http)
    {
        if (http.Features.Get<IServiceProvidersFeature>() is IAsyncDisposable scope) await scope.DisposeAsync();
        http.Features.Set<IHttpAuthenticationFeature>(null);
        http.Features.Set<IAuthenticateResultFeature>(null);
        http.Features.Set<IItemsFeature>(null);
        http.Features.Set<IQueryFeature>(null);
        http.Features.Set<IRequestCookiesFeature>(null);
        http.Features.Set<IHttpWebSocketFeature>(null);
        // Asked for anything, the context lets go of the features that it knew.
        _ = http.TraceIdentifier;
    }
}
