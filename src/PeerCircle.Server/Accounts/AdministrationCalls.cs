using System.Security.Claims;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Accounts;

internal static class AdministrationCalls
{
    public static async Task<IResult> SetRoleAsync(Guid id, RolePatch body, ClaimsPrincipal user, Administration administration, CancellationToken cancellation) =>
        Answers.Ok(await administration.SetRoleAsync(user.Member(), new MemberId(id), body.Role, cancellation));

    public static async Task<IResult> DeactivateAsync(Guid id, ClaimsPrincipal user, Administration administration, CancellationToken cancellation) =>
        Answers.Ok(await administration.DeactivateAsync(user.Member(), new MemberId(id), cancellation));

    public static async Task<IResult> ReactivateAsync(Guid id, ClaimsPrincipal user, Administration administration, CancellationToken cancellation) =>
        Answers.Ok(await administration.ReactivateAsync(user.Member(), new MemberId(id), cancellation));

    /// <summary>The secret stands behind the #, which browsers keep to themselves: no proxy and no log sees it.</summary>
    public static async Task<IResult> MakePasswordResetAsync(
        Guid id, HttpContext context, Administration administration, ServerOptions options, CancellationToken cancellation)
    {
        var made = await administration.MakePasswordResetAsync(context.User.Member(), new MemberId(id), cancellation);
        return Answers.Created(made.Map(m => new PasswordResetLink($"{options.BaseOf(context.Request)}/reset#{m.Token}", m.ExpiresAt)));
    }
}
