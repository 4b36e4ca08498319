using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Goals;

/// <summary>Goals as those use them with whom they are shared.</summary>
public sealed class GoalTalks(GoalDocuments goals, GoalAccess access, TimeProvider time)
{
    private DateTimeOffset Now => WireTime.WholeMilliseconds(time.GetUtcNow());

    /// <summary>Asks about a change of the plan: one question a change.</summary>
    public Task<Outcome<GoalFacts>> AskAsync(MemberId caller, GoalId id, ChangeId change, string text, CancellationToken cancellation) =>
        ChangeAsync(caller, id, (g, isShared) => isShared ? g.Ask(change, caller, text, Now) : NotShared, cancellation);

    /// <summary>The owner answers it.</summary>
    public Task<Outcome<GoalFacts>> AnswerAsync(MemberId caller, GoalId id, ChangeId change, string text, CancellationToken cancellation) =>
        ChangeAsync(caller, id, (g, _) => g.Owner == caller ? g.Answer(change, text, Now) : Refusal.Forbidden("The goal's owner answers."), cancellation);

    /// <summary>Posts the kind question in a circle that the caller is in.</summary>
    public async Task<Outcome<GoalFacts>> NudgeAsync(MemberId caller, GoalId id, CircleId circle, string text, CancellationToken cancellation) =>
        await access.IsInAllAsync(caller, [circle], cancellation) ? await ChangeAsync(caller, id, (g, _) => g.Nudge(circle, caller, text, Now), cancellation) : Refusal.NotFound;

    public async Task<Outcome<GoalFacts>> WitnessAsync(MemberId caller, GoalId id, bool on, CancellationToken cancellation)
    {
        if (await goals.FindAsync(id.Value, cancellation) is not { Value: var goal }) return Refusal.NotFound;
        var gone = new List<MemberId>();
        foreach (var witness in goal.Witnesses.Where(w => w != caller))
        {
            if (!await access.IsSharedWithAsync(goal, witness, cancellation)) gone.Add(witness);
        }
        return await ChangeAsync(caller, id, (g, isShared) => isShared || !on ? g.Witness(caller, on, gone, Now) : NotShared, cancellation);
    }

    /// <param name="rule">Given whether the goal is shared with the caller, and not only shown because it was achieved.</param>
    private async Task<Outcome<GoalFacts>> ChangeAsync(MemberId caller, GoalId id, Func<Goal, bool, Outcome<Goal>> rule, CancellationToken cancellation)
    {
        if (await goals.FindAsync(id.Value, cancellation) is not { Value: var goal } || !await access.MaySeeAsync(goal, caller, cancellation)) return Refusal.NotFound;
        var isShared = await access.IsSharedWithAsync(goal, caller, cancellation);
        return (await goals.ChangeAsync(id.Value, g => rule(g, isShared), cancellation)).Map(g => GoalView.Of(g, caller));
    }

    private static Refusal NotShared { get; } = Refusal.Forbidden("The goal is not shared with you.");
}
