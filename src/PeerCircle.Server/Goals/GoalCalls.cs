using System.Security.Claims;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Goals;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Goals;

/// <summary>What a goal is, and how its owner keeps in touch with it.</summary>
internal static class GoalCalls
{
    public static async Task<IResult> CreateAsync(GoalBody body, ClaimsPrincipal user, RateLimits rates, GoalDirectory goals, CancellationToken cancellation) =>
        rates.TakeCreation("goal", user.Member()) is { } refusal ? Answers.Problem(refusal) : Answers.Created(await goals.CreateAsync(user.Member(), body, cancellation));

    public static async Task<IResult> ListAsync(
        string? ownerId, string? circleId, string? state, string? limit, string? next, ClaimsPrincipal user, GoalDirectory goals, CancellationToken cancellation)
    {
        if (!Paging.Limit(limit).TryGet(out var count, out var refusal)) return Answers.Problem(refusal);
        MemberId? owner = null;
        CircleId? circle = null;
        GoalState? wanted = null;
        if (ownerId is not null && !Query.TryId(ownerId, out owner)) return Answers.Problem(Refusal.Malformed("ownerId: must be an id."));
        if (circleId is not null && !Query.TryId(circleId, out circle)) return Answers.Problem(Refusal.Malformed("circleId: must be an id."));
        if (state is not null && !Query.TryEnumeration(state, out wanted)) return Answers.Problem(Refusal.Malformed("state: must be a state of goals."));
        return Answers.Ok(await goals.ListAsync(user.Member(), owner, circle, wanted, next, count, cancellation));
    }

    public static async Task<IResult> ReadAsync(GoalId id, ClaimsPrincipal user, GoalDirectory goals, CancellationToken cancellation) =>
        Answers.Ok(await goals.FindAsync(user.Member(), id, cancellation));

    public static async Task<IResult> EditAsync(GoalId id, GoalPatch body, ClaimsPrincipal user, GoalDirectory goals, CancellationToken cancellation) =>
        Answers.Ok(await goals.EditAsync(user.Member(), id, body, cancellation));

    public static async Task<IResult> CheckInAsync(GoalId id, CheckInBody body, ClaimsPrincipal user, GoalDirectory goals, CancellationToken cancellation) =>
        Answers.Ok(await goals.CheckInAsync(user.Member(), id, body, cancellation));

    public static async Task<IResult> AnswerMissedAsync(GoalId id, MissedBody body, ClaimsPrincipal user, GoalDirectory goals, CancellationToken cancellation) =>
        Answers.Ok(await goals.AnswerMissedAsync(user.Member(), id, body.Answer, cancellation));
}
