using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Storage.Steps;

namespace PeerCircle.Core.Goals;

/// <summary>
/// What a member wants to reach, with its timeline and all that was said to it, in one document; what follows from its changes in conversations and
/// inboxes is kept in it as steps until it is done.
/// </summary>
public sealed partial record Goal : SteppedDocument<GoalStep>
{
    public const string OwnerIndex = "owner";
    public const string CircleIndex = "circle";
    public const string StateIndex = "state";
    public const string DueIndex = "due";
    public const string Due = "yes";

    /// <summary>What a goal keeps at most of each, so that its document stays small enough to be written whole.</summary>
    private const int MostCheckIns = 1_000, MostChanges = 100, MostPauses = 100, MostAchievements = 20;

    public static DocumentType<Goal> Type { get; } = new(
        "goal",
        GoalJson.Default.Goal,
        g => g.Id.Value,
        g => g.Order,
        new Dictionary<string, Func<Goal, string?>>(),
        new Dictionary<string, Func<Goal, IEnumerable<string>>>
        {
            [GoalDocuments.PendingIndex] = g => g.Pending.Count > 0 ? [GoalDocuments.Waiting] : [],
            [OwnerIndex] = g => [g.Owner.ToString()],
            [CircleIndex] = g => g.Share.CircleIds.Select(c => c.ToString()),
            [StateIndex] = g => [g.State.ToString()],
            [DueIndex] = g => g.DueAt is null ? [] : [Due],
        });

    public required GoalId Id { get; init; }

    public required string Title { get; init; }

    public string? Why { get; init; }

    public required GoalState State { get; init; }

    public required MeasureBody Measure { get; init; }

    public required IReadOnlyList<Milestone> Milestones { get; init; }

    public required DateOnly TargetOn { get; init; }

    public required Cadence Cadence { get; init; }

    public required ShareBody Share { get; init; }

    public IReadOnlyList<MemberId> Witnesses { get; init; } = [];

    public double? Value { get; init; }

    /// <summary>The open window; only while active.</summary>
    public Rhythm? Rhythm { get; init; }

    public Missed? Missed { get; init; }

    public IReadOnlyList<CheckIn> CheckIns { get; init; } = [];

    public IReadOnlyList<Change> Changes { get; init; } = [];

    public IReadOnlyList<PauseFacts> Pauses { get; init; } = [];

    /// <summary>When a pause ends by itself; only while paused.</summary>
    public DateTimeOffset? ResumeAt { get; init; }

    /// <summary>The latest achievement, also one that was taken back.</summary>
    public Achievement? Achievement { get; init; }

    public DateTimeOffset? LetGoAt { get; init; }

    public string? Learned { get; init; }

    [JsonIgnore]
    public override Guid Key => Id.Value;

    [JsonIgnore]
    public MemberId Owner => CreatedBy;

    /// <summary>When it must be looked at next without anybody asking; absent when never.</summary>
    [JsonIgnore]
    public DateTimeOffset? DueAt => State switch
    {
        GoalState.Active when Rhythm is { } window => Earliest(window.IsAnswered || window.IsReminded ? window.ClosesAt : window.RemindAt, Missed?.OfferDueAt),
        GoalState.Paused => ResumeAt,
        GoalState.Dormant => Missed?.OfferDueAt,
        _ => null,
    };

    /// <summary>Those that wait for something first, the soonest first, then the others, the newest first.</summary>
    private string Order => DueAt is { } due
        ? string.Create(CultureInfo.InvariantCulture, $"0:{due.UtcTicks:D19}")
        : string.Create(CultureInfo.InvariantCulture, $"1:{DateTimeOffset.MaxValue.UtcTicks - (Achievement?.At ?? LetGoAt ?? CreatedAt).UtcTicks:D19}");

    /// <summary>Whether it may be changed and checked in on.</summary>
    private bool IsOpen => State is GoalState.Active or GoalState.Paused or GoalState.Dormant;

    /// <summary>With steps that follow, numbered; every one shows the goal as it is then.</summary>
    private Goal Then(DateTimeOffset now, params IReadOnlyList<GoalStep> steps)
    {
        var number = Steps;
        return this with { Steps = Steps + steps.Count, Pending = [.. Pending, .. steps.Select(s => s with { Number = ++number, At = now })] };
    }

    private static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset? other) => other is { } time && time < one ? time : one;

    private static Refusal Wrong(string what) => new(ErrorCodes.GoalState, what);
}

/// <summary>A step on the way, which its owner dated.</summary>
public sealed record Milestone(MilestoneId Id, string Title, DateOnly DueOn, DateTimeOffset? ReachedAt = null);

/// <param name="Share">Share of the way, 0–1, that was gone then, where it can be told.</param>
public sealed record CheckIn(CheckInId Id, DateTimeOffset At, CheckInStatus Status, double? Value, string? Note, bool Late, double? Share);

/// <summary>See <see cref="ChangeFacts"/>.</summary>
public sealed record Change(ChangeId Id, DateTimeOffset At, string Field, JsonElement From, JsonElement To, string Reason, bool Easier, QuestionFacts? Question = null);

/// <summary>The latest window that ended, without a check-in.</summary>
/// <param name="Window">Its number, with <paramref name="Anchor"/> its name.</param>
/// <param name="IsOffered">The circles may ask the kind question.</param>
/// <param name="Nudge">Who did.</param>
public sealed record Missed(DateOnly Anchor, int Window, DateTimeOffset Since, MissedAnswer? Answer = null, bool IsOffered = false, Nudge? Nudge = null)
{
    /// <summary>How long it is between the owner and the goal.</summary>
    public static readonly TimeSpan Private = TimeSpan.FromHours(24);

    /// <summary>How long a check-in still counts for it.</summary>
    public static readonly TimeSpan LateWithin = TimeSpan.FromHours(48);

    /// <summary>Whether others than the owner may know of it: they may ask, or the owner asked for help.</summary>
    [JsonIgnore]
    public bool IsForCircle => IsOffered || Answer == MissedAnswer.NeedHelp;

    [JsonIgnore]
    public DateTimeOffset? OfferDueAt => IsOffered ? null : Since + Private;
}

/// <summary>The kind question that somebody asked.</summary>
public sealed record Nudge(MemberId By, CircleId Circle, string Text);

/// <param name="Number">From 1; part of the ids of its celebrations.</param>
/// <param name="DaysEarly">Before the target; negative when late.</param>
/// <param name="Before">What the goal was before, and is again when it is taken back, with <paramref name="Missed"/>.</param>
public sealed record Achievement(int Number, DateTimeOffset At, IReadOnlyList<CircleId> CircleIds, bool Network, int DaysEarly, GoalState Before, Missed? Missed = null, bool IsUndone = false)
{
    public static readonly TimeSpan UndoWithin = TimeSpan.FromMinutes(5);

    [JsonIgnore]
    public DateTimeOffset UndoUntil => At + UndoWithin;
}
