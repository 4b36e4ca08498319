using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Accounts;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Accounts;

/// <summary>
/// Finds out who calls: by bearer token, else by cookie; on the hub also by <c>?access_token=</c>, since browsers cannot send a
/// header with a WebSocket. A bearer token that is no good is not made up for by a good cookie.
/// </summary>
internal sealed class SessionAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions, SessionCookie cookie)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Session";

    private const int TokenCharacters = 43;
    private const string Bearer = "Bearer ";

    /// <summary>Nobody writes to them: the same for all, since a connection keeps them as long as it lives.</summary>
    private static readonly AuthenticationProperties None = new();

    public static Refusal SignedOut { get; } = new(ErrorCodes.AuthRequired, "Sign in first: there is no session, or it has ended.");

    private static Refusal Forbidden { get; } = Refusal.Forbidden("This is not yours to do.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (token, byCookie) = TokenOf(Request);
        if (token is null) return AuthenticateResult.NoResult();
        if (token.Length != TokenCharacters || await sessions.AuthenticateAsync(token, Context.RequestAborted) is not { } known) return AuthenticateResult.NoResult();
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new CallerIdentity(known.Member, known.Session, byCookie)), None, SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Answers.Problem(SignedOut).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Answers.Problem(Forbidden).ExecuteAsync(Context);

    private (string? Token, bool ByCookie) TokenOf(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() is var header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return (header[Bearer.Length..].Trim(), false);
        if (request.Path.StartsWithSegments("/hubs") && request.Query["access_token"] is [{ Length: > 0 } query]) return (query, false);
        return (request.Cookies[cookie.Name], true);
    }
}
