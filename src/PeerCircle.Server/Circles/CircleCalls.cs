using System.Security.Claims;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Circles;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Circles;

internal static class CircleCalls
{
    public static async Task<IResult> CreateAsync(CircleBody body, ClaimsPrincipal user, RateLimits rates, CircleDirectory circles, CancellationToken cancellation) =>
        rates.TakeCreation("circle", user.Member()) is { } refusal ? Answers.Problem(refusal) : Answers.Created(await circles.CreateAsync(user.Member(), body, cancellation));

    public static async Task<IResult> ListAsync(string? limit, string? next, ClaimsPrincipal user, CircleDirectory circles, CancellationToken cancellation) =>
        Paging.Limit(limit).TryGet(out var count, out var refusal) ? Answers.Ok(await circles.ListAsync(user.Member(), next, count, cancellation)) : Answers.Problem(refusal);

    public static async Task<IResult> ReadAsync(CircleId id, ClaimsPrincipal user, CircleDirectory circles, CancellationToken cancellation) =>
        Answers.Ok(await circles.FindAsync(user.Member(), id, cancellation));

    public static async Task<IResult> EditAsync(CircleId id, CirclePatch body, ClaimsPrincipal user, CircleDirectory circles, CancellationToken cancellation) =>
        Answers.Ok(await circles.EditAsync(user.Member(), id, body, cancellation));

    public static async Task<IResult> RemoveAsync(CircleId id, MemberId member, ClaimsPrincipal user, CircleDirectory circles, CancellationToken cancellation) =>
        Answers.NoContent(await circles.RemoveAsync(user.Member(), id, member, cancellation));

    public static async Task<IResult> SetRoleAsync(CircleId id, MemberId member, CircleRolePatch body, ClaimsPrincipal user, CircleDirectory circles, CancellationToken cancellation) =>
        Answers.Ok(await circles.SetRoleAsync(user.Member(), id, member, body.Role, cancellation));
}
