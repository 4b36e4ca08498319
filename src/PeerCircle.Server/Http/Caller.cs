using System.Security.Claims;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Http;

/// <summary>Who calls: read from the authenticated identity and nowhere else.</summary>
internal static class Caller
{
    public const string MemberClaim = "member";
    public const string SessionClaim = "session";

    /// <summary>The signed-in member. Only behind authorisation.</summary>
    public static MemberId Member(this ClaimsPrincipal user) => Read<MemberId>(user, MemberClaim);

    /// <summary>The session that the call came with. Only behind authorisation.</summary>
    public static SessionId Session(this ClaimsPrincipal user) => Read<SessionId>(user, SessionClaim);

    private static T Read<T>(ClaimsPrincipal user, string claim) where T : struct, ITypedId<T> =>
        TypedId.TryParse<T>(user.FindFirstValue(claim), out var id) ? id : throw new InvalidOperationException("The call is not signed in.");
}
