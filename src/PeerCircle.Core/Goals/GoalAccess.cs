using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Goals;

/// <summary>The one place that says who may see a goal: its owner, with whom it is shared, and everybody where it is shared with or achieved before the network.</summary>
public sealed class GoalAccess(IStore store)
{
    public async Task<bool> MaySeeAsync(Goal goal, MemberId member, CancellationToken cancellation) =>
        IsShown(goal) || await IsSharedWithAsync(goal, member, cancellation);

    /// <summary>Its owner, and those with whom the goal itself is shared.</summary>
    public async Task<bool> IsSharedWithAsync(Goal goal, MemberId member, CancellationToken cancellation) =>
        IsNamed(goal, member) || await IsInAnyAsync(member, goal.Share.CircleIds, cancellation);

    /// <summary>Those of the goals that the member may see, in the same order.</summary>
    public async Task<IReadOnlyList<Goal>> FilterAsync(IReadOnlyList<Goal> goals, MemberId member, CancellationToken cancellation)
    {
        if (goals.All(g => IsOpenTo(g, member))) return goals;
        var present = await ReadPresentAsync(member, cancellation);
        return [.. goals.Where(g => IsOpenTo(g, member) || g.Share.CircleIds.Any(c => present.Contains(ConversationIds.OfCircle(c))))];
    }

    /// <summary>Whether the member is in all of the circles.</summary>
    public async Task<bool> IsInAllAsync(MemberId member, IReadOnlyCollection<CircleId> circles, CancellationToken cancellation) =>
        circles.Count == 0 || (circles.Count == 1 ? await IsInAnyAsync(member, circles, cancellation) : (await ReadPresentAsync(member, cancellation)).IsSupersetOf(circles.Select(ConversationIds.OfCircle)));

    private async Task<bool> IsInAnyAsync(MemberId member, IReadOnlyCollection<CircleId> circles, CancellationToken cancellation)
    {
        if (circles.Count == 0) return false;
        if (circles.Count > 1) return (await ReadPresentAsync(member, cancellation)).Overlaps(circles.Select(ConversationIds.OfCircle));
        return (await store.Conversations.FindParticipationsAsync(ConversationIds.OfCircle(circles.First()), [member], cancellation)).Any(p => p.Present);
    }

    private async Task<HashSet<ConversationId>> ReadPresentAsync(MemberId member, CancellationToken cancellation) =>
        [.. (await store.Conversations.ReadParticipationsAsync(member, cancellation)).Where(p => p.Present).Select(p => p.Conversation)];

    private static bool IsOpenTo(Goal goal, MemberId member) => IsNamed(goal, member) || IsShown(goal);

    private static bool IsNamed(Goal goal, MemberId member) => goal.Owner == member || goal.Share.Network || goal.Share.MemberIds.Contains(member);

    private static bool IsShown(Goal goal) => goal.Achievement is { Network: true, IsUndone: false };
}
