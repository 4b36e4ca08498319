using System.Security.Claims;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Accounts;

internal static class SessionCalls
{
    public static async Task<IResult> SignUpAsync(SignUpBody body, SignUp signUp, CancellationToken cancellation) =>
        Answers.Created(await signUp.SignUpAsync(body, cancellation));

    public static async Task<IResult> SignInAsync(
        SignInBody body, HttpContext context, SignIn signIn, SessionCookie cookie, ServerOptions options, CancellationToken cancellation)
    {
        // Else another site could sign its visitors in as somebody of its own.
        if (body.Kind == SessionKind.Cookie && OriginCheck.RefuseForeign(context.Request, options) is { } foreign) return Answers.Problem(foreign);
        var begun = await signIn.SignInAsync(body, Addresses.KeyOf(context), context.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null, cancellation);
        if (!begun.TryGet(out var session, out var refusal)) return Answers.Problem(refusal);
        if (body.Kind == SessionKind.Cookie) cookie.Set(context.Response, session.Token, session.EndsAt);
        return TypedResults.Ok(new SignedIn(session.Member, body.Kind == SessionKind.Token ? session.Token : null, session.ExpiresAt));
    }

    public static async Task<IResult> ListAsync(ClaimsPrincipal user, string? limit, string? next, Sessions sessions, CancellationToken cancellation) =>
        Paging.Limit(limit).TryGet(out var count, out var refusal)
            ? Answers.Ok(await sessions.ListAsync(user.Member(), user.Session(), count, next, cancellation))
            : Answers.Problem(refusal);

    public static Task<IResult> EndCurrentAsync(HttpContext context, Sessions sessions, SessionCookie cookie, CancellationToken cancellation) =>
        EndAsync(context, context.User.Session(), sessions, cookie, cancellation);

    public static Task<IResult> EndAsync(Guid id, HttpContext context, Sessions sessions, SessionCookie cookie, CancellationToken cancellation) =>
        EndAsync(context, new SessionId(id), sessions, cookie, cancellation);

    private static async Task<IResult> EndAsync(HttpContext context, SessionId id, Sessions sessions, SessionCookie cookie, CancellationToken cancellation)
    {
        var ended = await sessions.EndAsync(context.User.Member(), id, cancellation);
        if (ended.Refusal is null && id == context.User.Session() && context.User.CameByCookie()) cookie.Clear(context.Response);
        return Answers.NoContent(ended);
    }
}
