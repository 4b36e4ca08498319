using System.Text.Json;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Texts;

namespace PeerCircle.Core.Goals;

/// <summary>What a goal is, until when, and with whom it is shared.</summary>
public sealed partial record Goal
{
    private const int MostMilestones = 10;
    private const int MostShared = 100;
    private const int WordsCharacters = 2_000;
    private const double LargestValue = 1e15;
    private const string DayRange = "must be a day of the years 1970 to 2200.";

    /// <summary>So that moving days never leaves the calendar.</summary>
    private static readonly DateOnly FirstDay = new(1970, 1, 1), LastDay = new(2200, 12, 31);

    /// <summary>A new goal. That its owner may share it so was looked at before.</summary>
    public static Outcome<Goal> Make(MemberId owner, GoalBody body, DateTimeOffset now, TimeZoneInfo zone)
    {
        var id = body.Id ?? new GoalId(Guid.CreateVersion7(now));
        if (!TypedId.IsClientMade(id)) return Refusal.Invalid("id", "must be a UUID of version 7.");
        if (!Field.Line("title", body.Title, 1, 120).TryGet(out var title, out var refusal)) return refusal;
        if (!Words("why", body.Why).TryGet(out var why, out refusal)) return refusal;
        if (!Checked(body.Measure).TryGet(out var measure, out refusal)) return refusal;
        if (!MilestonesOf(body.Milestones, [], now).TryGet(out var milestones, out refusal)) return refusal;
        if (body.TargetOn < OwnerDays.DayOf(now, zone) || body.TargetOn > LastDay) return TargetPast;
        if (!Distinct(body.Share, owner).TryGet(out var share, out refusal)) return refusal;
        var goal = new Goal
        {
            Id = id,
            CreatedBy = owner,
            CreatedAt = now,
            Title = title,
            Why = Absent(why),
            State = GoalState.Active,
            Measure = measure,
            Milestones = milestones,
            TargetOn = body.TargetOn,
            Cadence = body.Cadence,
            Share = share,
            Rhythm = Rhythm.Begin(body.Cadence.Every, now, zone),
        };
        return goal.Then(now, [goal.Shown(), .. goal.Invited([])]);
    }

    /// <summary>Changes the plan. That its owner may share it so was looked at before.</summary>
    public Outcome<Goal> Edit(GoalPatch patch, DateTimeOffset now, TimeZoneInfo zone) => Pass(now, zone).Edited(patch, now, zone);

    private Outcome<Goal> Edited(GoalPatch patch, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (!Field.Line("title", patch.Title ?? Title, 1, 120).TryGet(out var title, out var refusal)) return refusal;
        if (!Words("why", patch.Why ?? Why).TryGet(out var why, out refusal)) return refusal;
        if (!Checked(patch.Measure ?? Measure).TryGet(out var measure, out refusal)) return refusal;
        var milestones = Milestones;
        if (patch.Milestones is { } bodies)
        {
            if (!MilestonesOf(bodies, Milestones, now).TryGet(out var drawn, out refusal)) return refusal;
            if (!drawn.SequenceEqual(Milestones)) milestones = drawn;
        }
        var targetOn = patch.TargetOn ?? TargetOn;
        if (targetOn != TargetOn && (targetOn < OwnerDays.DayOf(now, zone) || targetOn > LastDay)) return TargetPast;
        if (!Distinct(patch.Share ?? Share, Owner).TryGet(out var share, out refusal)) return refusal;
        if (!Words("reason", patch.Reason).TryGet(out var reason, out refusal)) return refusal;
        var changes = new List<Change>(Drawn(targetOn, measure, reason, now));
        if (changes.Count > 0 && reason.Length == 0) return ReasonRequired;
        if (!IsOpen) return Wrong("A goal that is achieved or let go is not changed any more.");
        if (Changes.Count + changes.Count > MostChanges) return Wrong($"The plan of a goal is changed at most {MostChanges} times.");
        var cadence = patch.Cadence ?? Cadence;
        var edited = this with
        {
            Title = title,
            Why = Absent(why),
            Measure = measure,
            Value = measure.Kind == MeasureKind.Number ? Value : null,
            Milestones = milestones,
            TargetOn = targetOn,
            Share = Same(share, Share) ? Share : share,
            Cadence = cadence,
            Rhythm = cadence == Cadence || Rhythm is null ? Rhythm : Rhythm.Begin(cadence.Every, now, zone),
            Changes = changes.Count == 0 ? Changes : [.. Changes, .. changes],
        };
        if (edited == this) return this;
        return edited.Then(now, [edited.Shown(), .. changes.Count > 0 ? edited.ToWitnesses(NotificationKind.Change) : [], .. edited.Invited(Share.MemberIds)]);
    }

    /// <summary>The circle is no longer its owner's: the card there stays as it is.</summary>
    public Outcome<Goal> Unshare(CircleId circle) =>
        Share.CircleIds.Contains(circle) ? this with { Share = Share with { CircleIds = [.. Share.CircleIds.Where(c => c != circle)] } } : this;

    private IEnumerable<GoalStep> ToWitnesses(NotificationKind kind) => Witnesses.Count > 0 ? [Tell(kind, Witnesses, Owner)] : [];

    /// <summary>Those with whom it was not shared before.</summary>
    private IEnumerable<GoalStep> Invited(IReadOnlyList<MemberId> before) =>
        Share.MemberIds.Except(before).ToList() is { Count: > 0 } added ? [Tell(NotificationKind.Invited, added, Owner)] : [];

    private GoalStep Shown() => new() { Kind = GoalStepKind.Show, CircleIds = Share.CircleIds };

    private static GoalStep Tell(NotificationKind kind, IReadOnlyList<MemberId> to, MemberId? by = null) => new() { Kind = GoalStepKind.Tell, Of = kind, To = to, By = by };

    /// <summary>What of the date and the measure would be other than it is.</summary>
    private IEnumerable<Change> Drawn(DateOnly targetOn, MeasureBody measure, string reason, DateTimeOffset now)
    {
        if (targetOn != TargetOn)
        {
            yield return new Change(NewChange(now), now, "targetOn", Json(TargetOn), Json(targetOn), reason, Easier: targetOn > TargetOn);
        }
        if (measure != Measure) yield return new Change(NewChange(now), now, "measure", Json(Measure), Json(measure), reason, IsEasier(measure));
    }

    /// <summary>Less of the way on the same side, or no number any more.</summary>
    private bool IsEasier(MeasureBody other)
    {
        if (Measure.Kind != MeasureKind.Number) return false;
        if (other.Kind != MeasureKind.Number) return true;
        var (before, after) = (Measure.Target - Measure.Start, other.Target - other.Start);
        return before > 0 ? after < before : after > before;
    }

    private static ChangeId NewChange(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value, WireJson.Tolerant);

    private static bool Same(ShareBody one, ShareBody other) =>
        one.Network == other.Network && one.CircleIds.SequenceEqual(other.CircleIds) && one.MemberIds.SequenceEqual(other.MemberIds);

    /// <summary>More than a goal is shared with; asked before anybody is looked up.</summary>
    internal static Refusal? IsTooWide(ShareBody share) => share.CircleIds.Count > MostShared || share.MemberIds.Count > MostShared
        ? Refusal.Invalid("share", $"at most {MostShared} circles and {MostShared} members.")
        : null;

    private static Outcome<ShareBody> Distinct(ShareBody share, MemberId owner)
    {
        var circles = share.CircleIds.Distinct().ToList();
        var members = share.MemberIds.Where(m => m != owner).Distinct().ToList();
        if (IsTooWide(share) is { } refusal) return refusal;
        return new ShareBody(circles, members, share.Network);
    }

    private static Outcome<MeasureBody> Checked(MeasureBody measure)
    {
        if (measure.Kind == MeasureKind.Done)
        {
            return measure is { Start: null, Target: null, Unit: null } ? measure : Refusal.Invalid("measure", "start, target and unit are only of a number.");
        }
        if (measure.Start is not { } start || measure.Target is not { } target) return Refusal.Invalid("measure", "a number has a start and a target.");
        if (!IsValue(start) || !IsValue(target)) return Refusal.Invalid("measure", "start and target must be numbers up to 10 to the 15th.");
        if (start == target) return Refusal.Invalid("measure.target", "must be another than start.");
        if (!Field.Line("measure.unit", measure.Unit ?? "", 0, 30).TryGet(out var unit, out var refusal)) return refusal;
        return measure with { Unit = Absent(unit) };
    }

    private static bool IsValue(double value) => double.IsFinite(value) && Math.Abs(value) <= LargestValue;

    /// <summary>Those that are there keep when they were reached.</summary>
    private static Outcome<List<Milestone>> MilestonesOf(IReadOnlyList<MilestoneBody> drawn, IReadOnlyList<Milestone> known, DateTimeOffset now)
    {
        if (drawn.Count > MostMilestones) return Refusal.Invalid("milestones", $"at most {MostMilestones}.");
        var milestones = new List<Milestone>();
        foreach (var body in drawn)
        {
            if (body is null) return Refusal.Malformed("milestones: must not hold null.");
            if (body.DueOn < FirstDay || body.DueOn > LastDay) return Refusal.Invalid("milestones.dueOn", DayRange);
            var id = body.Id ?? new MilestoneId(Guid.CreateVersion7(now));
            if (!TypedId.IsClientMade(id)) return Refusal.Invalid("milestones.id", "must be a UUID of version 7.");
            if (milestones.Exists(m => m.Id == id)) return Refusal.Invalid("milestones.id", "must not come twice.");
            if (!Field.Line("milestones.title", body.Title, 1, 120).TryGet(out var title, out var refusal)) return refusal;
            milestones.Add(new Milestone(id, title, body.DueOn, known.FirstOrDefault(m => m.Id == id)?.ReachedAt));
        }
        return milestones;
    }

    private static Outcome<string> Words(string member, string? raw) => Field.Text(member, raw ?? "", 0, WordsCharacters);

    private static string? Absent(string text) => text.Length == 0 ? null : text;

    private static Refusal TargetPast { get; } = Refusal.Invalid("targetOn", $"must not be before today, and {DayRange}");

    private static Refusal ReasonRequired { get; } = new(ErrorCodes.GoalReasonRequired, "Another date or measure takes a reason.");
}
