using System.Security.Claims;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Goals;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Goals;

/// <summary>How a goal rests, ends, and is begun again by another.</summary>
internal static class EndingCalls
{
    public static async Task<IResult> AchieveAsync(GoalId id, AchieveBody body, ClaimsPrincipal user, GoalDirectory goals, CancellationToken cancellation) =>
        Answers.Ok(await goals.AchieveAsync(user.Member(), id, body, cancellation));

    public static async Task<IResult> UndoAsync(GoalId id, ClaimsPrincipal user, GoalDirectory goals, CancellationToken cancellation) =>
        Answers.Ok(await goals.UndoAchieveAsync(user.Member(), id, cancellation));

    public static async Task<IResult> PauseAsync(GoalId id, PauseBody body, ClaimsPrincipal user, GoalDirectory goals, CancellationToken cancellation) =>
        Answers.Ok(await goals.PauseAsync(user.Member(), id, body.Until, cancellation));

    public static async Task<IResult> ResumeAsync(GoalId id, ClaimsPrincipal user, GoalDirectory goals, CancellationToken cancellation) =>
        Answers.Ok(await goals.ResumeAsync(user.Member(), id, cancellation));

    public static async Task<IResult> LetGoAsync(GoalId id, LetGoBody body, ClaimsPrincipal user, GoalDirectory goals, CancellationToken cancellation) =>
        Answers.Ok(await goals.LetGoAsync(user.Member(), id, body, cancellation));

    public static async Task<IResult> WalkAsync(GoalId id, WalkBody body, ClaimsPrincipal user, RateLimits rates, GoalDirectory goals, CancellationToken cancellation) =>
        rates.TakeCreation("goal", user.Member()) is { } refusal ? Answers.Problem(refusal) : Answers.Created(await goals.WalkAsync(user.Member(), id, body.Id, cancellation));

    public static IResult Wins() => TypedResults.Ok(new WinsFacts(ConversationIds.Wins));
}
