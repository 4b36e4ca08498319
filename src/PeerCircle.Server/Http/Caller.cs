using System.Security.Claims;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Http;

/// <summary>Who calls: read from the authenticated identity and nowhere else.</summary>
internal static class Caller
{
    /// <summary>The signed-in member. Only behind authorisation.</summary>
    public static MemberId Member(this ClaimsPrincipal user) => Identity(user).Member;

    /// <summary>The session that the call came with. Only behind authorisation.</summary>
    public static SessionId Session(this ClaimsPrincipal user) => Identity(user).Session;

    /// <summary>Whether the browser sent the token by itself, so that another site may have caused the call.</summary>
    public static bool CameByCookie(this ClaimsPrincipal user) => user.Identity is CallerIdentity { ByCookie: true };

    private static CallerIdentity Identity(ClaimsPrincipal user) => user.Identity as CallerIdentity ?? throw new InvalidOperationException("The call is not signed in.");
}

/// <summary>Whose session a call came with. It has no claims, which would be texts that are made for each call and kept for each connection.</summary>
internal sealed class CallerIdentity(MemberId member, SessionId session, bool byCookie) : ClaimsIdentity(Accounts.SessionAuthenticationHandler.SchemeName)
{
    public MemberId Member => member;

    public SessionId Session => session;

    public bool ByCookie => byCookie;
}
