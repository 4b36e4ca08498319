using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Goals;

/// <summary>How a goal's owner keeps in touch with it, and what happens when they do not.</summary>
public sealed partial record Goal
{
    /// <summary>The same id again changes nothing. Within two days after a window without one it counts for that one, as late; it wakes a dormant goal.</summary>
    public Outcome<Goal> CheckInWith(CheckInBody body, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (CheckIns.Any(c => c.Id == body.Id)) return this;
        if (!TypedId.IsClientMade(body.Id)) return Refusal.Invalid("id", "must be a UUID of version 7.");
        if (body.Value is { } value && (Measure.Kind != MeasureKind.Number || !IsValue(value))) return Refusal.Invalid("value", "only where the measure is a number, up to 10 to the 15th.");
        if (!Words("note", body.Note).TryGet(out var note, out var refusal)) return refusal;
        var reached = body.MilestoneIds ?? [];
        if (reached.Any(r => Milestones.All(m => m.Id != r))) return Refusal.Invalid("milestoneIds", "must be milestones of this goal.");
        if (CheckIns.Count >= MostCheckIns) return Wrong($"A goal has at most {MostCheckIns} check-ins.");
        return Pass(now, zone) is { State: GoalState.Active or GoalState.Dormant } passed
            ? passed.Noted(body, Absent(note), reached, now, zone)
            : Wrong("Checking in is for a goal that is active.");
    }

    /// <summary>What the owner says to the window that they missed.</summary>
    public Outcome<Goal> AnswerMissed(MissedAnswer answer, DateTimeOffset now, TimeZoneInfo zone) => Pass(now, zone).AnswerMissed(answer, now);

    private Outcome<Goal> AnswerMissed(MissedAnswer answer, DateTimeOffset now)
    {
        if (!IsOpen || Missed is not { } missed) return Wrong("No check-in was missed.");
        if (missed.Answer == answer) return this;
        var answered = this with { Missed = missed with { Answer = answer } };
        if (answer == MissedAnswer.NeedHelp) return answered.Then(now, [answered.Shown(), .. ToWitnesses(NotificationKind.CheckInMissed)]);
        return missed.IsForCircle ? answered.Then(now, answered.Shown()) : answered;
    }

    /// <summary>
    /// The goal as time has made it: windows that ended, a reminder at four fifths of the open one, a pause that is over. Nobody is told more than once of many windows that ended
    /// while no server ran.
    /// </summary>
    public Goal Pass(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (State == GoalState.Paused) return ResumeAt <= now ? Resumed(now, zone) : this;
        return (State == GoalState.Active && Rhythm is not null ? Ended(now, zone).Reminded(now) : this).Offered(now);
    }

    private Goal Noted(CheckInBody body, string? note, IReadOnlyList<MilestoneId> reached, DateTimeOffset now, TimeZoneInfo zone)
    {
        var at = CheckIns is [.., var last] && last.At > now ? last.At : now;
        var isLate = Missed is { } missed && now < missed.Since + Missed.LateWithin && State == GoalState.Active;
        var window = State == GoalState.Dormant || Rhythm is null ? Rhythm.Begin(Cadence.Every, now, zone) with { IsAnswered = true }
            : isLate ? Rhythm with { Misses = 0 }
            : Rhythm with { IsAnswered = true, Misses = 0 };
        var noted = this with
        {
            State = GoalState.Active,
            Rhythm = window,
            Missed = null,
            Value = body.Value ?? Value,
            Milestones = reached.Count == 0 ? Milestones : [.. Milestones.Select(m => m.ReachedAt is null && reached.Contains(m.Id) ? m with { ReachedAt = at } : m)],
        };
        noted = noted with { CheckIns = [.. CheckIns, new CheckIn(body.Id, at, body.Status, body.Value, note, isLate, noted.ShareOfWay())] };
        var card = new GoalStep { Kind = GoalStepKind.CheckIn, CircleIds = Share.CircleIds, CheckIn = body.Id };
        return noted.Then(now, [noted.Shown(), card, .. ToWitnesses(NotificationKind.CheckIn)]);
    }

    /// <summary>0–1: of the number, or of the milestones; null where neither tells.</summary>
    private double? ShareOfWay()
    {
        if (Measure is { Kind: MeasureKind.Number, Start: { } start, Target: { } target } && Value is { } value) return Math.Clamp((value - start) / (target - start), 0, 1);
        return Measure.Kind == MeasureKind.Done && Milestones.Count > 0 ? (double)Milestones.Count(m => m.ReachedAt is not null) / Milestones.Count : null;
    }

    /// <summary>With the windows that are over closed; three missed ones leave it dormant.</summary>
    private Goal Ended(DateTimeOffset now, TimeZoneInfo zone)
    {
        var goal = this;
        while (goal is { State: GoalState.Active } && goal.Rhythm!.In(Cadence.Every, zone) is var window && window.ClosesAt <= now)
        {
            var next = window.Next(Cadence.Every, zone);
            goal = goal with { Rhythm = next };
            if (window.IsAnswered) continue;
            goal = goal with { Missed = After(goal.Missed, window) };
            if (next.Misses >= Rhythm.MostMisses) goal = goal with { State = GoalState.Dormant, Rhythm = null };
        }
        if (goal is { State: GoalState.Active, Rhythm: { } open } && open.In(Cadence.Every, zone) is var later && later != open) goal = goal with { Rhythm = later };
        if (goal.Missed is null || goal.Missed == Missed) return goal;

        // A card that changes would tell the circle what is its owner's alone.
        return goal.State == GoalState.Dormant || Missed is { IsForCircle: true } || goal.Missed.IsForCircle
            ? goal.Then(now, goal.Shown(), Tell(NotificationKind.CheckInMissed, [Owner]))
            : goal.Then(now, Tell(NotificationKind.CheckInMissed, [Owner]));
    }

    /// <summary>Of misses one after the other the first one's day counts for all, and whoever needed help still does.</summary>
    private static Missed After(Missed? before, Rhythm window) => new(
        window.Anchor,
        window.Number,
        window.ClosesAt,
        before?.Answer == MissedAnswer.NeedHelp ? MissedAnswer.NeedHelp : null,
        before is not null && (before.IsOffered || before.Since + Missed.Private <= window.ClosesAt));

    private Goal Reminded(DateTimeOffset now) => State == GoalState.Active && Rhythm is { IsAnswered: false, IsReminded: false } window && window.RemindAt <= now
        ? (this with { Rhythm = window with { IsReminded = true } }).Then(now, Tell(NotificationKind.CheckInDue, [Owner]))
        : this;

    /// <summary>After a day the circles may ask.</summary>
    private Goal Offered(DateTimeOffset now)
    {
        if (State is not (GoalState.Active or GoalState.Dormant) || Missed is not { IsOffered: false } missed || missed.Since + Missed.Private > now) return this;
        var offered = this with { Missed = missed with { IsOffered = true } };
        return offered.Then(now, offered.Shown());
    }
}
