using System.Security.Claims;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Circles;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Circles;

internal static class InviteCalls
{
    public static async Task<IResult> MakeAsync(
        CircleId id, InviteBody body, HttpRequest request, ClaimsPrincipal user, RateLimits rates, ServerOptions server, CircleInviting invites, CancellationToken cancellation) =>
        rates.TakeCreation("invite", user.Member()) is { } refusal
            ? Answers.Problem(refusal)
            : Answers.Created(await invites.MakeAsync(user.Member(), id, body, server.BaseOf(request), cancellation));

    public static async Task<IResult> ListAsync(CircleId id, string? limit, string? next, ClaimsPrincipal user, CircleInviting invites, CancellationToken cancellation) =>
        Paging.Limit(limit).TryGet(out var count, out var refusal) ? Answers.Ok(await invites.ListAsync(user.Member(), id, next, count, cancellation)) : Answers.Problem(refusal);

    public static async Task<IResult> WithdrawAsync(CircleId id, InviteId invite, ClaimsPrincipal user, CircleInviting invites, CancellationToken cancellation) =>
        Answers.NoContent(await invites.WithdrawAsync(user.Member(), id, invite, cancellation));

    public static async Task<IResult> ViewAsync(string token, CircleInviting invites, CancellationToken cancellation) =>
        Answers.Ok(await invites.ViewAsync(token, cancellation));

    public static async Task<IResult> AcceptAsync(string token, ClaimsPrincipal user, CircleInviting invites, CancellationToken cancellation) =>
        Answers.Ok(await invites.AcceptAsync(user.Member(), token, cancellation));
}
