using System.Security.Claims;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Server.Http;

/// <summary>Who calls: read from the authenticated identity and nowhere else.</summary>
internal static class Caller
{
    public const string MemberClaim = "member";
    public const string SessionClaim = "session";
    public const string RoleClaim = "role";

    /// <summary>The signed-in member. Only behind authorisation.</summary>
    public static MemberId Member(this ClaimsPrincipal user) => Read<MemberId>(user, MemberClaim);

    /// <summary>The session that the call came with. Only behind authorisation.</summary>
    public static SessionId Session(this ClaimsPrincipal user) => Read<SessionId>(user, SessionClaim);

    /// <summary>Who acts. Only behind authorisation.</summary>
    public static Actor Actor(this ClaimsPrincipal user) => new(user.Member(), user.Moderates());

    /// <summary>Whether the network lets the member moderate where they take part; administrators may all that moderators may.</summary>
    public static bool Moderates(this ClaimsPrincipal user) => user.HasClaim(c => c.Type == RoleClaim && c.Value is nameof(MemberRole.Moderator) or nameof(MemberRole.Administrator));

    private static T Read<T>(ClaimsPrincipal user, string claim) where T : struct, ITypedId<T> =>
        TypedId.TryParse<T>(user.FindFirstValue(claim), out var id) ? id : throw new InvalidOperationException("The call is not signed in.");
}
