using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Goals;

/// <summary>A new goal. Days are of the owner's time zone; <paramref name="TargetOn"/> is not before today.</summary>
/// <param name="Milestones">At most 10.</param>
public sealed record GoalBody(
    string Title,
    MeasureBody Measure,
    IReadOnlyList<MilestoneBody> Milestones,
    DateOnly TargetOn,
    Cadence Cadence,
    ShareBody Share,
    GoalId? Id = null,
    string? Why = null);

/// <summary><paramref name="Start"/> and <paramref name="Target"/>, which differ, come with <see cref="MeasureKind.Number"/> and only then.</summary>
public sealed record MeasureBody(MeasureKind Kind, double? Start = null, double? Target = null, string? Unit = null);

public sealed record MilestoneBody(string Title, DateOnly DueOn, MilestoneId? Id = null);

public sealed record Cadence(CadenceEvery Every);

/// <summary>With whom a goal is shared: circles that the owner is in, members, or everybody.</summary>
public sealed record ShareBody(IReadOnlyList<CircleId> CircleIds, IReadOnlyList<MemberId> MemberIds, bool Network);

/// <summary>Absent leaves as it is; milestones are matched by their ids. Another <paramref name="TargetOn"/> or <paramref name="Measure"/> takes a <paramref name="Reason"/>.</summary>
public sealed record GoalPatch(
    string? Title = null,
    string? Why = null,
    MeasureBody? Measure = null,
    IReadOnlyList<MilestoneBody>? Milestones = null,
    DateOnly? TargetOn = null,
    Cadence? Cadence = null,
    ShareBody? Share = null,
    string? Reason = null);

/// <summary><paramref name="MilestoneIds"/>: those reached with it. <paramref name="Value"/>: only where the measure is a number.</summary>
public sealed record CheckInBody(CheckInId Id, CheckInStatus Status, double? Value = null, string? Note = null, IReadOnlyList<MilestoneId>? MilestoneIds = null);

/// <summary>Whom a celebration reaches; absent: those with whom the goal is shared.</summary>
public sealed record AchieveBody(IReadOnlyList<CircleId>? CircleIds = null, bool? Network = null);

/// <summary>Paused to the end of that day, at most 28 days ahead.</summary>
public sealed record PauseBody(DateOnly Until);

public sealed record LetGoBody(string? Learned = null);

public sealed record WalkBody(GoalId? Id = null);

public sealed record QuestionBody(string Text);

public sealed record MissedBody(MissedAnswer Answer);

public sealed record NudgeBody(CircleId CircleId, string Text);

public sealed record WitnessBody(bool On);
