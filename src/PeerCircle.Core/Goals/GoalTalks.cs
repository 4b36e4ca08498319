using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Goals;

/// <summary>Goals as those use them with whom they are shared.</summary>
public sealed class GoalTalks(GoalDocuments goals, GoalAccess access, TimeProvider time)
{
    private DateTimeOffset Now => WireTime.WholeMilliseconds(time.GetUtcNow());

    /// <summary>Asks about a change of the plan: one question a change.</summary>
    public Task<Outcome<GoalFacts>> AskAsync(MemberId caller, GoalId id, ChangeId change, string text, CancellationToken cancellation) =>
        ChangeAsync(caller, id, g => g.Ask(change, caller, text, Now), cancellation);

    /// <summary>The owner answers it.</summary>
    public Task<Outcome<GoalFacts>> AnswerAsync(MemberId caller, GoalId id, ChangeId change, string text, CancellationToken cancellation) =>
        ChangeAsync(caller, id, g => g.Owner == caller ? g.Answer(change, text, Now) : Refusal.Forbidden("The goal's owner answers."), cancellation);

    /// <summary>Posts the kind question in a circle that the caller is in.</summary>
    public async Task<Outcome<GoalFacts>> NudgeAsync(MemberId caller, GoalId id, CircleId circle, string text, CancellationToken cancellation) =>
        await access.IsInAllAsync(caller, [circle], cancellation) ? await ChangeAsync(caller, id, g => g.Nudge(circle, caller, text, Now), cancellation) : Refusal.NotFound;

    public Task<Outcome<GoalFacts>> WitnessAsync(MemberId caller, GoalId id, bool on, CancellationToken cancellation) =>
        ChangeAsync(caller, id, g => g.Witness(caller, on, Now), cancellation);

    private async Task<Outcome<GoalFacts>> ChangeAsync(MemberId caller, GoalId id, Func<Goal, Outcome<Goal>> rule, CancellationToken cancellation)
    {
        if (await goals.FindAsync(id.Value, cancellation) is not { Value: var goal } || !await access.MaySeeAsync(goal, caller, cancellation)) return Refusal.NotFound;
        return (await goals.ChangeAsync(id.Value, rule, cancellation)).Map(g => GoalView.Of(g, caller));
    }
}
