using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Goals;

/// <summary>A goal as one member sees it.</summary>
internal static class GoalView
{
    public static GoalFacts Of(Goal goal, MemberId viewer) => new()
    {
        Id = goal.Id,
        OwnerId = goal.Owner,
        Title = goal.Title,
        Why = goal.Why,
        State = goal.State,
        Measure = goal.Measure,
        Milestones = [.. goal.Milestones.Select(m => new MilestoneFacts(m.Id, m.Title, m.DueOn, m.ReachedAt))],
        TargetOn = goal.TargetOn,
        Cadence = goal.Cadence,
        Share = goal.Share,
        Witnesses = goal.Witnesses,
        Value = goal.Value,
        NextCheckInAt = goal.State == GoalState.Active ? goal.Rhythm?.ClosesAt : null,
        Missed = MissedOf(goal, viewer),
        CheckIns = [.. goal.CheckIns.Select(c => new CheckInFacts(c.Id, c.At, c.Status, c.Value, c.Note, c.Late))],
        Changes = [.. goal.Changes.Select(c => new ChangeFacts(c.Id, c.At, c.Field, c.From, c.To, c.Reason, c.Easier, c.Question))],
        Pauses = goal.Pauses,
        CreatedAt = goal.CreatedAt,
        AchievedAt = goal.State == GoalState.Achieved ? goal.Achievement?.At : null,
        UndoUntil = goal.State == GoalState.Achieved && viewer == goal.Owner ? goal.Achievement?.UndoUntil : null,
        LetGoAt = goal.LetGoAt,
        Learned = goal.Learned,
    };

    /// <summary>A missed check-in is its owner's alone for a day, or until they ask for help.</summary>
    private static MissedFacts? MissedOf(Goal goal, MemberId viewer) =>
        goal.Missed is { } missed && (viewer == goal.Owner || missed.IsForCircle) ? new MissedFacts(missed.Since, missed.Answer) : null;
}
