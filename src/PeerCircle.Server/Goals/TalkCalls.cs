using System.Security.Claims;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Goals;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Goals;

/// <summary>What those say to a goal with whom it is shared.</summary>
internal static class TalkCalls
{
    public static async Task<IResult> AskAsync(GoalId id, ChangeId change, QuestionBody body, ClaimsPrincipal user, GoalTalks talks, CancellationToken cancellation) =>
        Answers.Ok(await talks.AskAsync(user.Member(), id, change, body.Text, cancellation));

    public static async Task<IResult> AnswerAsync(GoalId id, ChangeId change, QuestionBody body, ClaimsPrincipal user, GoalTalks talks, CancellationToken cancellation) =>
        Answers.Ok(await talks.AnswerAsync(user.Member(), id, change, body.Text, cancellation));

    public static async Task<IResult> NudgeAsync(GoalId id, NudgeBody body, ClaimsPrincipal user, GoalTalks talks, CancellationToken cancellation) =>
        Answers.Ok(await talks.NudgeAsync(user.Member(), id, body.CircleId, body.Text, cancellation));

    public static async Task<IResult> WitnessAsync(GoalId id, WitnessBody body, ClaimsPrincipal user, GoalTalks talks, CancellationToken cancellation) =>
        Answers.Ok(await talks.WitnessAsync(user.Member(), id, body.On, cancellation));
}
