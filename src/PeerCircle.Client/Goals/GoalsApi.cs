using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Goals;

/// <summary>
/// Goals, what is said to them, and their celebrations. Every refusal is a <see cref="PeerCircleException"/> under its code; what is repeated after an answer was lost
/// changes nothing where it was done. How a goal appears in conversations comes with their messages, as cards.
/// </summary>
public sealed class GoalsApi
{
    private readonly WireHttp _http;

    internal GoalsApi(WireHttp http) => _http = http;

    /// <summary>Sets a goal and shows it where it is shared. With an id of one's own (version 7) a repeated call answers the same goal.</summary>
    public Task<GoalFacts> CreateAsync(GoalBody goal, CancellationToken cancellation) => _http.SendAsync<GoalFacts>(HttpMethod.Post, "goals", goal, cancellation);

    /// <summary>All goals of an owner or a circle that one may see; of neither, one's own. What waits for something comes first, the soonest first.</summary>
    public Task<IReadOnlyList<GoalFacts>> ListAsync(MemberId? owner, CircleId? circle, GoalState? state, CancellationToken cancellation)
    {
        var text = state is { } wanted ? char.ToLowerInvariant(wanted.ToString()[0]) + wanted.ToString()[1..] : null;
        return _http.AllAsync<GoalFacts>(new Query("goals").With("ownerId", owner?.ToString()).With("circleId", circle?.ToString()).With("state", text), cancellation);
    }

    public Task<GoalFacts> GetAsync(GoalId goal, CancellationToken cancellation) => _http.GetAsync<GoalFacts>($"goals/{goal}", cancellation);

    /// <summary>Its owner. Another date or measure takes a reason (<c>goal.reason_required</c>).</summary>
    public Task<GoalFacts> ChangeAsync(GoalId goal, GoalPatch change, CancellationToken cancellation) => _http.SendAsync<GoalFacts>(HttpMethod.Patch, $"goals/{goal}", change, cancellation);

    /// <summary>Its owner. The same id again changes nothing.</summary>
    public Task<GoalFacts> CheckInAsync(GoalId goal, CheckInBody checkIn, CancellationToken cancellation) => PostAsync(goal, "check-ins", checkIn, cancellation);

    /// <summary>Its owner, after a missed window.</summary>
    public Task<GoalFacts> AnswerMissedAsync(GoalId goal, MissedAnswer answer, CancellationToken cancellation) => PostAsync(goal, "missed", new MissedBody(answer), cancellation);

    /// <summary>Its owner: reached, and celebrated where it is shared unless the body says otherwise.</summary>
    public Task<GoalFacts> AchieveAsync(GoalId goal, AchieveBody reach, CancellationToken cancellation) => PostAsync(goal, "achieve", reach, cancellation);

    /// <summary>Its owner, within five minutes (<c>goal.undo_expired</c>).</summary>
    public Task<GoalFacts> UndoAchieveAsync(GoalId goal, CancellationToken cancellation) => PostAsync(goal, "achieve/undo", null, cancellation);

    /// <summary>Its owner: rests to the end of that day, at most 28 days ahead.</summary>
    public Task<GoalFacts> PauseAsync(GoalId goal, DateOnly until, CancellationToken cancellation) => PostAsync(goal, "pause", new PauseBody(until), cancellation);

    public Task<GoalFacts> ResumeAsync(GoalId goal, CancellationToken cancellation) => PostAsync(goal, "resume", null, cancellation);

    public Task<GoalFacts> LetGoAsync(GoalId goal, string? learned, CancellationToken cancellation) => PostAsync(goal, "let-go", new LetGoBody(learned), cancellation);

    /// <summary>A goal of one's own along the same way, begun today and shared with nobody.</summary>
    public Task<GoalFacts> WalkAsync(GoalId goal, GoalId? id, CancellationToken cancellation) => PostAsync(goal, "walk", new WalkBody(id), cancellation);

    /// <summary>One with whom it is shared: one question a change (<c>goal.questioned</c>).</summary>
    public Task<GoalFacts> AskAsync(GoalId goal, ChangeId change, string text, CancellationToken cancellation) => PostAsync(goal, $"changes/{change}/question", new QuestionBody(text), cancellation);

    /// <summary>Its owner.</summary>
    public Task<GoalFacts> AnswerAsync(GoalId goal, ChangeId change, string text, CancellationToken cancellation) => PostAsync(goal, $"changes/{change}/answer", new QuestionBody(text), cancellation);

    /// <summary>A member of the circle, once a missed window, a day after it: posts the kind question there.</summary>
    public Task<GoalFacts> NudgeAsync(GoalId goal, CircleId circle, string text, CancellationToken cancellation) => PostAsync(goal, "nudge", new NudgeBody(circle, text), cancellation);

    /// <summary>One with whom it is shared; at most two a goal.</summary>
    public Task<GoalFacts> WitnessAsync(GoalId goal, bool on, CancellationToken cancellation) => PostAsync(goal, "witness", new WitnessBody(on), cancellation);

    /// <summary>The network-wide feed of celebrations.</summary>
    public Task<WinsFacts> WinsAsync(CancellationToken cancellation) => _http.GetAsync<WinsFacts>("wins", cancellation);

    private Task<GoalFacts> PostAsync(GoalId goal, string act, object? body, CancellationToken cancellation) =>
        _http.SendAsync<GoalFacts>(HttpMethod.Post, $"goals/{goal}/{act}", body, cancellation);
}
