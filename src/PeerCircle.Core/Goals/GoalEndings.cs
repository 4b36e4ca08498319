using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Goals;

/// <summary>How a goal rests, ends, and is begun again by another.</summary>
public sealed partial record Goal
{
    private const int LongestPauseDays = 28;

    /// <summary>Reached; whom it is told was looked at before. Again it changes nothing.</summary>
    public Outcome<Goal> Achieve(IReadOnlyList<CircleId> circles, bool network, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (State == GoalState.Achieved) return this;
        if (!IsOpen) return Wrong("A goal that was let go is not achieved.");
        var early = TargetOn.DayNumber - OwnerDays.DayOf(now, zone).DayNumber;
        var achievement = new Achievement((Achievement?.Number ?? 0) + 1, now, circles, network, early, State);
        var achieved = this with { State = GoalState.Achieved, Achievement = achievement, Pauses = EndPauses(now), Missed = null };
        var card = new GoalStep { Kind = GoalStepKind.Celebrate, Achievement = achievement.Number, CircleIds = circles, Network = network };
        IReadOnlyList<MemberId> told = [.. Witnesses.Union(Share.MemberIds)];
        return told.Count == 0
            ? achieved.Then(now, card, achieved.Shown())
            : achieved.Then(now, card, achieved.Shown(), Tell(NotificationKind.Celebration, told, Owner));
    }

    /// <summary>Not reached after all; its celebrations go. Only a few minutes long.</summary>
    public Outcome<Goal> UndoAchieve(DateTimeOffset now)
    {
        if (State != GoalState.Achieved || Achievement is not { } achievement) return Achievement is { IsUndone: true } ? this : Wrong("The goal is not achieved.");
        if (now > achievement.UndoUntil) return UndoExpired;
        var undone = this with { State = achievement.Before, Achievement = achievement with { IsUndone = true }, Pauses = achievement.Before == GoalState.Paused ? LastPause(null) : Pauses };
        var taken = new GoalStep { Kind = GoalStepKind.TakeBack, Achievement = achievement.Number, CircleIds = achievement.CircleIds, Network = achievement.Network };
        return undone.Then(now, taken, undone.Shown());
    }

    /// <summary>Rests to the end of a day, at most four weeks ahead; then, or before, it goes on with a new window.</summary>
    public Outcome<Goal> Pause(DateOnly until, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = OwnerDays.DayOf(now, zone);
        if (until < today || until > today.AddDays(LongestPauseDays)) return Refusal.Invalid("until", $"must be from today to {LongestPauseDays} days ahead.");
        if (State == GoalState.Paused && Pauses is [.., var present] && present.Until == until) return this;
        if (State is not (GoalState.Active or GoalState.Dormant)) return Wrong("Only an active goal is paused.");
        var paused = this with
        {
            State = GoalState.Paused,
            Rhythm = null,
            Missed = null,
            ResumeAt = OwnerDays.EndOf(until, zone),
            Pauses = [.. Pauses, new PauseFacts(now, until)],
        };
        return paused.Then(now, paused.Shown());
    }

    public Outcome<Goal> Resume(DateTimeOffset now, TimeZoneInfo zone) => State switch
    {
        GoalState.Active => this,
        GoalState.Paused => Resumed(now, zone),
        _ => Wrong("Only a paused goal is resumed."),
    };

    /// <summary>A full ending, with what was learned.</summary>
    public Outcome<Goal> LetGo(LetGoBody body, DateTimeOffset now)
    {
        if (State == GoalState.LetGo) return this;
        if (!IsOpen) return Wrong("An achieved goal is not let go.");
        if (!Words("learned", body.Learned).TryGet(out var learned, out var refusal)) return refusal;
        var gone = this with { State = GoalState.LetGo, LetGoAt = now, Learned = Absent(learned), Rhythm = null, Missed = null, ResumeAt = null, Pauses = EndPauses(now) };
        return gone.Then(now, gone.Shown());
    }

    /// <summary>A copy for another to walk: the plan, moved by the days since it was made.</summary>
    public Outcome<Goal> Walk(MemberId walker, GoalId? id, DateTimeOffset now, TimeZoneInfo walkersZone, TimeZoneInfo ownersZone)
    {
        var days = OwnerDays.DayOf(now, walkersZone).DayNumber - OwnerDays.DayOf(CreatedAt, ownersZone).DayNumber;
        var milestones = Milestones.Select(m => new MilestoneBody(m.Title, m.DueOn.AddDays(days)));
        var body = new GoalBody(Title, Measure, [.. milestones], TargetOn.AddDays(days), Cadence, new ShareBody([], [], Network: false), id, Why);
        return Make(walker, body, now, walkersZone);
    }

    private Goal Resumed(DateTimeOffset now, TimeZoneInfo zone)
    {
        var at = ResumeAt is { } end && end < now ? end : now;
        var resumed = this with { State = GoalState.Active, ResumeAt = null, Pauses = EndPauses(at), Rhythm = Rhythm.Begin(Cadence.Every, at, zone) };
        return resumed.Then(now, resumed.Shown()).Pass(now, zone);
    }

    private IReadOnlyList<PauseFacts> EndPauses(DateTimeOffset at) => Pauses is [.., { EndedAt: null }] ? LastPause(at) : Pauses;

    private IReadOnlyList<PauseFacts> LastPause(DateTimeOffset? endedAt) => [.. Pauses.SkipLast(1), .. Pauses.TakeLast(1).Select(p => p with { EndedAt = endedAt })];

    private static Refusal UndoExpired { get; } = new(ErrorCodes.GoalUndoExpired, "An achievement is taken back within five minutes.");
}
