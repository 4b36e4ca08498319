using Microsoft.Net.Http.Headers;

namespace PeerCircle.Server;

/// <summary>The web client: hashed files cached for good, the page itself never, every address of the client answered by the page.</summary>
internal static class WebPage
{
    private const string NotBuilt =
        "The web client was not built: Node.js 20.19 or later with npm was not on PATH. Install it, stop the server and start it again with 'dotnet run --project src/PeerCircle.Server'. The API works meanwhile.";

    public static void MapWebPage(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous().Add(endpoint =>
        {
            if (endpoint is not RouteEndpointBuilder { RoutePattern.RawText: { } path, RequestDelegate: { } next }) return;
            if (path.TrimStart('/').StartsWith("assets/", StringComparison.Ordinal)) endpoint.RequestDelegate = context => CachedAsync(context, next);
        });
        app.MapFallback(PageAsync).AllowAnonymous();
    }

    private static Task CachedAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode == StatusCodes.Status200OK) context.Response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static async Task PageAsync(HttpContext context, IWebHostEnvironment environment)
    {
        var page = environment.WebRootFileProvider.GetFileInfo("index.html");
        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        if (!page.Exists)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync(NotBuilt, context.RequestAborted);
            return;
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.SendFileAsync(page, context.RequestAborted);
    }
}
