using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Core.Goals;

/// <summary>How a goal appears in conversations. The ids follow from what they show, so that each is there once.</summary>
internal static class GoalCards
{
    private const int MostPoints = 60;

    /// <summary>The card that follows the goal in one circle.</summary>
    public static CardPost OfGoal(Goal goal, CircleId circle, string owner)
    {
        var card = Card("goal", goal) with
        {
            Status = goal.CheckIns is [.., var last] ? last.Status : null,
            Value = goal.Value,
            Witnesses = goal.Witnesses.Count == 0 ? null : goal.Witnesses,
            Missed = goal.Missed is { IsOffered: true, IsNudged: false } or { Answer: MissedAnswer.NeedHelp } ? true : null,
            Version = goal.Steps,
        };
        return new CardPost(ConversationIds.OfCircle(circle), IdOfGoal(goal, circle), goal.Owner, MessageKind.Goal, GoalSentences.OfGoal(goal, owner), card);
    }

    public static CardPost OfCheckIn(Goal goal, CheckIn checkIn, CircleId circle, string owner)
    {
        var card = Card("checkIn", goal) with { State = GoalState.Active, Status = checkIn.Status, Value = checkIn.Value };
        return new CardPost(
            ConversationIds.OfCircle(circle), Derived($"goal:{goal.Id}:checkIn:{checkIn.Id}:{circle}"), goal.Owner, MessageKind.CheckIn, GoalSentences.OfCheckIn(goal, checkIn, owner), card);
    }

    public static CardPost OfCelebration(Goal goal, ConversationId conversation, int number, string owner)
    {
        var card = Card("celebration", goal) with { State = GoalState.Achieved, Value = goal.Value, Trail = TrailOf(goal), Witnesses = goal.Witnesses.Count == 0 ? null : goal.Witnesses };
        return new CardPost(conversation, IdOfCelebration(goal, conversation, number), goal.Owner, MessageKind.Celebration, GoalSentences.OfCelebration(goal, owner), card);
    }

    /// <summary>The kind question, under the goal's card.</summary>
    public static CardPost OfNudge(Goal goal, GoalStep step, CircleId circle, MemberId by) =>
        new(ConversationIds.OfCircle(circle), Derived($"goal:{goal.Id}:nudge:{step.Number}"), by, MessageKind.Text, step.Text ?? "", Parent: IdOfGoal(goal, circle));

    public static MessageId IdOfGoal(Goal goal, CircleId circle) => Derived($"goal:{goal.Id}:card:{circle}");

    public static MessageId IdOfCelebration(Goal goal, ConversationId conversation, int number) => Derived($"goal:{goal.Id}:celebration:{number}:{conversation}");

    /// <summary>Where an achievement is celebrated.</summary>
    public static IEnumerable<ConversationId> Celebrating(GoalStep step) =>
        step.CircleIds.Select(ConversationIds.OfCircle).Concat(step.Network ? [ConversationIds.Wins] : []);

    private static Card Card(string type, Goal goal) => new(type, GoalId: goal.Id, OwnerId: goal.Owner, Title: goal.Title, State: goal.State);

    private static Trail TrailOf(Goal goal)
    {
        var achieved = goal.Achievement ?? throw new InvalidOperationException("Only what was achieved is celebrated.");
        return new Trail((int)((achieved.At - goal.CreatedAt).TotalDays / 7), goal.CheckIns.Count, goal.Changes.Count, achieved.DaysEarly, Points(goal));
    }

    /// <summary>Evenly chosen where there are too many, the first and the last always among them.</summary>
    private static List<double> Points(Goal goal)
    {
        var all = goal.CheckIns.Select(c => c.Share).OfType<double>().Select(p => Math.Round(p, 4)).ToList();
        return all.Count <= MostPoints ? all : [.. Enumerable.Range(0, MostPoints).Select(i => all[(int)((long)i * (all.Count - 1) / (MostPoints - 1))])];
    }

    private static MessageId Derived(string name) => new(DerivedId.From(name));
}
