namespace PeerCircle.Server.Http;

/// <summary>What every answer tells browsers and caches.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // What the page needs and nothing else: its own files and its own server, WebSocket included. No inline script or style, nobody else's,
    // and no text becomes a script or markup: text that slipped past the renderer stays text. The address of a service worker alone may be
    // made a script's, by the policy of that name. Forms are sent by the page's script; a browser that has not got it must not put a
    // password into an address.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types service-worker";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        // A connection keeps the headers of its answer as long as it lives, and is no document.
        if (context.Request.Path == Conversations.ConversationServices.HubPath) return next(context);
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // What one member is answered is nobody else's, whatever stands in between.
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            headers.CacheControl = "private, no-store";
            headers.Vary = "Cookie, Authorization";
        }
        return next(context);
    }
}
