using System.Globalization;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Notifications;

namespace PeerCircle.Core.Goals;

/// <summary>What cards and notifications of goals say to those who read only their text.</summary>
internal static class GoalSentences
{
    public static string OfGoal(Goal goal, string owner) => goal.State switch
    {
        GoalState.Paused => $"{owner} pauses “{goal.Title}”.",
        GoalState.Dormant => $"“{goal.Title}” of {owner} is resting.",
        GoalState.Achieved => $"{owner} reached “{goal.Title}”.",
        GoalState.LetGo => $"{owner} let go of “{goal.Title}”.",
        _ => $"{owner} works towards “{goal.Title}” until {Day(goal.TargetOn)}.",
    };

    public static string OfCheckIn(Goal goal, CheckIn checkIn, string owner)
    {
        var value = checkIn.Value is { } number ? $": {Number(number, goal.Measure)}" : "";
        var sentence = $"{owner} checked in on “{goal.Title}”, {Status(checkIn.Status)}{value}.";
        return checkIn.Note is { } note ? $"{sentence}\n{note}" : sentence;
    }

    public static string OfCelebration(Goal goal, string owner) => $"{owner} reached “{goal.Title}”!";

    /// <summary>Why a notification came.</summary>
    /// <param name="by">The name of whoever it is about.</param>
    public static string Reason(Goal goal, GoalStep step, string by) => step.Of switch
    {
        NotificationKind.CheckInDue => $"Your check-in on “{goal.Title}” is due soon.",
        NotificationKind.CheckInMissed when step.By is not null => $"{by} needs help with “{goal.Title}”, which you witness.",
        NotificationKind.CheckInMissed when goal.State == GoalState.Dormant => $"Three check-ins on “{goal.Title}” were missed, so it rests now. The next check-in wakes it.",
        NotificationKind.CheckInMissed => $"A check-in on “{goal.Title}” was missed. Only you see this for a day.",
        NotificationKind.CheckIn => $"{by} checked in on “{goal.Title}”, which you witness.",
        NotificationKind.Change => $"{by} changed the plan of “{goal.Title}”, which you witness.",
        NotificationKind.Question => $"{by} asks about a change of your goal “{goal.Title}”.",
        NotificationKind.Answer => $"{by} answered your question about “{goal.Title}”.",
        NotificationKind.Nudge => $"{by} asks how “{goal.Title}” is going.",
        NotificationKind.Invited => $"{by} shared the goal “{goal.Title}” with you.",
        NotificationKind.Celebration => $"{by} reached “{goal.Title}”, which was shared with you.",
        _ => throw new InvalidOperationException($"A goal tells nothing of the kind {step.Of}."),
    };

    private static string Status(CheckInStatus status) => status switch
    {
        CheckInStatus.OnTrack => "on track",
        CheckInStatus.AtRisk => "at risk",
        _ => "off track",
    };

    private static string Number(double value, MeasureBody measure) =>
        measure.Unit is { } unit ? $"{value.ToString("0.####", CultureInfo.InvariantCulture)} {unit}" : value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
