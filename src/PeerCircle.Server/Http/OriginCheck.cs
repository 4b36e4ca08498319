using PeerCircle.Contracts.Wire;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>
/// Keeps other sites from using a browser's cookie: a request that changes something, and a hub handshake (no browser holds those
/// back), must say that it comes from our own page.
/// </summary>
internal sealed class OriginCheck(RequestDelegate next, ServerOptions options)
{
    private static readonly Refusal Refused = new(ErrorCodes.OriginRefused, "The request does not come from this server's own page (header Origin).");

    public Task InvokeAsync(HttpContext context) => Refuse(context) is { } refusal ? Answers.Problem(refusal).ExecuteAsync(context) : next(context);

    /// <summary>For what would set a cookie: the Origin must match, whoever calls.</summary>
    public static Refusal? RefuseForeign(HttpRequest request, ServerOptions options) => Matches(request, options) ? null : Refused;

    private Refusal? Refuse(HttpContext context)
    {
        if (context.User.Identity is not { IsAuthenticated: true }) return null;
        var request = context.Request;
        var hub = request.Path.StartsWithSegments("/hubs");
        var changes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
        var needed = context.User.CameByCookie() ? hub || changes : hub && request.Headers.Origin.Count > 0;
        return needed && !Matches(request, options) ? Refused : null;
    }

    private static bool Matches(HttpRequest request, ServerOptions options)
    {
        if (request.Headers.Origin is not [{ } text] || !Uri.TryCreate(text, UriKind.Absolute, out var origin)) return false;
        return origin is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            && Uri.TryCreate(options.BaseOf(request), UriKind.Absolute, out var own)
            && Uri.Compare(origin, own, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
    }
}
