namespace PeerCircle.Server.Http;

/// <summary>What every answer tells browsers and caches.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // No inline script and nobody else's: text that slipped past the renderer stays text.
    private const string Policy =
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
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
