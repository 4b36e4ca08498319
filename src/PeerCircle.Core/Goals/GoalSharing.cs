using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Circles;
using PeerCircle.Core.Conversations.Steps;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Goals;

/// <summary>Who leaves a circle, or is removed, no longer shares their goals with it.</summary>
public sealed class GoalSharing(GoalDocuments goals, IStore store) : ISeatFollower
{
    private const int ReadAtOnce = 100;

    public async Task<Refusal?> LeftAsync(ConversationOwner owner, MemberId member, CancellationToken cancellation)
    {
        if (owner is not Circle circle || circle.SeatOf(member) is not null) return null;
        var where = new[] { new IndexMatch(Goal.OwnerIndex, member.ToString()), new IndexMatch(Goal.CircleIndex, circle.Id.ToString()) };
        while (true)
        {
            var page = await store.Documents.ListAsync(Goal.Type, new DocumentQuery(where, ReadAtOnce), cancellation);
            foreach (var goal in page.Items)
            {
                if ((await goals.ChangeAsync(goal.Value.Key, g => g.Unshare(circle.Id), cancellation)).Refusal is { } refusal) return refusal;
            }
            if (page.Next is null) return null;
        }
    }
}
