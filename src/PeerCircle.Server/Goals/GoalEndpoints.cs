using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Goals;

/// <summary>The HTTP API of goals, what is said to them, and their celebrations (contract, section 9).</summary>
internal static class GoalEndpoints
{
    public static void MapGoals(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Goals").RequireAuthorization();

        api.MapPost("/goals", GoalCalls.CreateAsync).Named("createGoal", "Set a goal and share it").Produces<GoalFacts>(201);
        api.MapGet("/goals", GoalCalls.ListAsync).Named("listGoals", "Goals of oneself, of a member or of a circle").Produces<ListOf<GoalFacts>>();
        api.MapGet("/goals/{id:id}", GoalCalls.ReadAsync).Named("getGoal", "A goal that is shared with one").Produces<GoalFacts>();
        api.MapPatch("/goals/{id:id}", GoalCalls.EditAsync).Named("changeGoal", "Change one's goal; another date or measure takes a reason").Produces<GoalFacts>().CountedAs(RateLimit.Changes);
        api.MapPost("/goals/{id:id}/check-ins", GoalCalls.CheckInAsync).Named("checkIn", "Check in on one's goal").Produces<GoalFacts>().CountedAs(RateLimit.Messages);
        api.MapPost("/goals/{id:id}/missed", GoalCalls.AnswerMissedAsync).Named("answerMissed", "Say what became of a missed check-in").Produces<GoalFacts>().CountedAs(RateLimit.Messages);

        api.MapPost("/goals/{id:id}/achieve", EndingCalls.AchieveAsync).Named("achieveGoal", "Reach one's goal and celebrate").Produces<GoalFacts>().CountedAs(RateLimit.Messages);
        api.MapPost("/goals/{id:id}/achieve/undo", EndingCalls.UndoAsync).Named("undoAchieve", "Take it back within five minutes").Produces<GoalFacts>().CountedAs(RateLimit.Messages);
        api.MapPost("/goals/{id:id}/pause", EndingCalls.PauseAsync).Named("pauseGoal", "Let one's goal rest, at most four weeks").Produces<GoalFacts>().CountedAs(RateLimit.Changes);
        api.MapPost("/goals/{id:id}/resume", EndingCalls.ResumeAsync).Named("resumeGoal", "Go on before the pause is over").Produces<GoalFacts>().CountedAs(RateLimit.Changes);
        api.MapPost("/goals/{id:id}/let-go", EndingCalls.LetGoAsync).Named("letGoal", "Let one's goal go").Produces<GoalFacts>().CountedAs(RateLimit.Changes);
        api.MapPost("/goals/{id:id}/walk", EndingCalls.WalkAsync).Named("walkGoal", "Set a goal of one's own along the same way").Produces<GoalFacts>(201);

        api.MapPost("/goals/{id:id}/changes/{change:id}/question", TalkCalls.AskAsync).Named("askAboutChange", "Ask the one question about a change").Produces<GoalFacts>().CountedAs(RateLimit.Changes);
        api.MapPost("/goals/{id:id}/changes/{change:id}/answer", TalkCalls.AnswerAsync).Named("answerQuestion", "Answer the question about a change").Produces<GoalFacts>().CountedAs(RateLimit.Changes);
        api.MapPost("/goals/{id:id}/nudge", TalkCalls.NudgeAsync).Named("nudge", "Ask a kind question after a missed check-in").Produces<GoalFacts>().CountedAs(RateLimit.Messages);
        api.MapPost("/goals/{id:id}/witness", TalkCalls.WitnessAsync).Named("witness", "Be a witness of a goal, or no longer").Produces<GoalFacts>().CountedAs(RateLimit.Changes);

        api.MapGet("/wins", EndingCalls.Wins).Named("getWins", "The network-wide feed of celebrations").Produces<WinsFacts>();
    }
}
