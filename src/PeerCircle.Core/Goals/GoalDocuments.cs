using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Notifications;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Storage.Steps;

namespace PeerCircle.Core.Goals;

/// <summary>The documents of goals, and what follows from their changes: cards in conversations, notifications in inboxes.</summary>
public sealed class GoalDocuments(IStore store, ConversationLanes lanes, Members members, GoalAccess access, Inbox inbox, TimeProvider time)
    : SteppedDocuments<Goal, GoalStep>(Goal.Type, store.Documents, time)
{
    private const string Unnamed = "Someone";

    protected override async Task<Refusal?> DoAsync(Goal document, CancellationToken cancellation)
    {
        var named = document.Pending.Select(s => s.By).OfType<MemberId>().Append(document.Owner).Distinct().ToList();
        var names = (await members.FindManyAsync(named, cancellation)).ToDictionary(m => m.Id, m => m.DisplayName);
        foreach (var step in document.Pending)
        {
            if (await DoAsync(document, step, names, cancellation) is { } refusal) return refusal;
        }
        return null;
    }

    private async Task<Refusal?> DoAsync(Goal goal, GoalStep step, Dictionary<MemberId, string> names, CancellationToken cancellation)
    {
        var owner = names.GetValueOrDefault(goal.Owner, Unnamed);
        switch (step.Kind)
        {
            case GoalStepKind.Show:
                // Where it was taken out since, the card no longer follows.
                return await AllAsync(step.CircleIds.Intersect(goal.Share.CircleIds).Select(c => lanes.ApplyAsync(GoalCards.OfGoal(goal, c, owner))));
            case GoalStepKind.CheckIn:
                var checkIn = goal.CheckIns.Single(c => c.Id == step.CheckIn);
                return await AllAsync(step.CircleIds.Select(c => lanes.ApplyAsync(GoalCards.OfCheckIn(goal, checkIn, c, owner))));
            case GoalStepKind.Celebrate:
                return await AllAsync(GoalCards.Celebrating(step).Select(c => lanes.ApplyAsync(GoalCards.OfCelebration(goal, c, step.Achievement, owner))));
            case GoalStepKind.TakeBack:
                return await AllAsync(GoalCards.Celebrating(step).Select(c => lanes.TakeBackAsync(c, GoalCards.IdOfCelebration(goal, c, step.Achievement))));
            case GoalStepKind.Nudge:
                return await AllAsync(step.CircleIds.Select(c => lanes.ApplyAsync(GoalCards.OfNudge(goal, step, c, step.By ?? goal.Owner))));
            case GoalStepKind.Tell when step.Of == NotificationKind.Celebration && goal.State != GoalState.Achieved:
                return null;
            default:
                await TellAsync(goal, step, step.By is { } by ? names.GetValueOrDefault(by, Unnamed) : owner, cancellation);
                return null;
        }
    }

    /// <summary>Only those who may still see it.</summary>
    private async Task TellAsync(Goal goal, GoalStep step, string by, CancellationToken cancellation)
    {
        var told = new List<MemberId>();
        foreach (var member in step.To)
        {
            if (await access.MaySeeAsync(goal, member, cancellation)) told.Add(member);
        }
        await inbox.AddAsync(told, new InboxEntry($"goal:{goal.Id}:{step.Number}", step.Of, GoalSentences.Reason(goal, step, by), GoalId: goal.Id), cancellation);
    }

    private static async Task<Refusal?> AllAsync(IEnumerable<Task<Outcome<Done>>> all) => (await Task.WhenAll(all)).Select(o => o.Refusal).FirstOrDefault(r => r is not null);
}
