using System.Text.Json;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Goals;

/// <summary>A goal as those see it with whom it is shared.</summary>
public sealed record GoalFacts
{
    public required GoalId Id { get; init; }

    public required MemberId OwnerId { get; init; }

    public required string Title { get; init; }

    public string? Why { get; init; }

    public required GoalState State { get; init; }

    public required MeasureBody Measure { get; init; }

    public required IReadOnlyList<MilestoneFacts> Milestones { get; init; }

    /// <summary>A day of the owner's time zone, as all days here.</summary>
    public required DateOnly TargetOn { get; init; }

    public required Cadence Cadence { get; init; }

    public required ShareBody Share { get; init; }

    /// <summary>At most two.</summary>
    public required IReadOnlyList<MemberId> Witnesses { get; init; }

    /// <summary>The latest that was checked in.</summary>
    public double? Value { get; init; }

    /// <summary>End of the open window; only while the goal is active.</summary>
    public DateTimeOffset? NextCheckInAt { get; init; }

    /// <summary>There while the latest window that ended has no check-in.</summary>
    public MissedFacts? Missed { get; init; }

    /// <summary>Ascending by time.</summary>
    public required IReadOnlyList<CheckInFacts> CheckIns { get; init; }

    /// <summary>Ascending by time.</summary>
    public required IReadOnlyList<ChangeFacts> Changes { get; init; }

    /// <summary>Ascending by time; the last one may go on.</summary>
    public required IReadOnlyList<PauseFacts> Pauses { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AchievedAt { get; init; }

    /// <summary>Until when the achievement may be taken back.</summary>
    public DateTimeOffset? UndoUntil { get; init; }

    public DateTimeOffset? LetGoAt { get; init; }

    /// <summary>What the owner says to have learned, of a goal that was let go.</summary>
    public string? Learned { get; init; }
}

public sealed record MilestoneFacts(MilestoneId Id, string Title, DateOnly DueOn, DateTimeOffset? ReachedAt = null);

/// <summary>A window that ended at <paramref name="Since"/> without a check-in.</summary>
public sealed record MissedFacts(DateTimeOffset Since, MissedAnswer? Answer = null);

/// <summary><paramref name="Late"/>: it counts for a window that had ended, at most 48 hours before.</summary>
public sealed record CheckInFacts(CheckInId Id, DateTimeOffset At, CheckInStatus Status, double? Value, string? Note, bool Late);

/// <summary>A change of <c>targetOn</c> or <c>measure</c>; <paramref name="From"/> and <paramref name="To"/> are the values as the goal has them.</summary>
public sealed record ChangeFacts(ChangeId Id, DateTimeOffset At, string Field, JsonElement From, JsonElement To, string Reason, bool Easier, QuestionFacts? Question = null);

public sealed record QuestionFacts(MemberId ById, DateTimeOffset At, string Text, string? Answer = null);

/// <summary>Planned to the end of the day <paramref name="Until"/>; <paramref name="EndedAt"/> is absent while it goes on.</summary>
public sealed record PauseFacts(DateTimeOffset From, DateOnly Until, DateTimeOffset? EndedAt = null);

/// <summary>The network-wide feed of celebrations.</summary>
public sealed record WinsFacts(ConversationId ConversationId);
