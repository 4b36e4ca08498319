using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage.Steps;

namespace PeerCircle.Core.Goals;

/// <summary>What follows from a change of a goal outside of its document. Doing it again, or after a later one, changes nothing.</summary>
public sealed record GoalStep : IStep
{
    public long Number { get; init; }

    public DateTimeOffset At { get; init; }

    public required GoalStepKind Kind { get; init; }

    /// <summary>The circles whose conversations it concerns.</summary>
    public IReadOnlyList<CircleId> CircleIds { get; init; } = [];

    /// <summary>Also the wins feed.</summary>
    public bool Network { get; init; }

    /// <summary>Which check-in, of <see cref="GoalStepKind.CheckIn"/>.</summary>
    public CheckInId? CheckIn { get; init; }

    /// <summary>Which achievement, of <see cref="GoalStepKind.Celebrate"/> and <see cref="GoalStepKind.TakeBack"/>.</summary>
    public int Achievement { get; init; }

    /// <summary>Who asks, of <see cref="GoalStepKind.Nudge"/>; who is meant by the words of a notification.</summary>
    public MemberId? By { get; init; }

    /// <summary>What is asked, of <see cref="GoalStepKind.Nudge"/>.</summary>
    public string? Text { get; init; }

    /// <summary>Who is told, of <see cref="GoalStepKind.Tell"/>.</summary>
    public IReadOnlyList<MemberId> To { get; init; } = [];

    public NotificationKind Of { get; init; }
}

public enum GoalStepKind
{
    /// <summary>The goal's card of each circle shows it as it is.</summary>
    Show,

    /// <summary>A check-in appears in each circle.</summary>
    CheckIn,

    /// <summary>An achievement appears in each circle and, if so, in the wins feed.</summary>
    Celebrate,

    /// <summary>An achievement's cards become tombstones.</summary>
    TakeBack,

    /// <summary>The kind question appears in one circle.</summary>
    Nudge,

    /// <summary>A notification comes to each of some members.</summary>
    Tell,
}
