using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Storage.Steps;

namespace PeerCircle.Core.Conversations.Steps;

/// <summary>Documents that own conversations: a step of theirs is one of the conversation's.</summary>
public sealed class OwnerDocuments<T>(DocumentType<T> type, IStore store, ConversationLanes lanes, ISeatFollower follower, TimeProvider time)
    : SteppedDocuments<T, PendingStep>(type, store.Documents, time) where T : ConversationOwner
{
    protected override async Task<Refusal?> DoAsync(T document, CancellationToken cancellation)
    {
        var nameOf = await NamesAsync(document.Pending, cancellation);
        foreach (var step in document.Pending)
        {
            if ((await lanes.ApplyAsync(document.ToStep(step, nameOf), cancellation)).Refusal is { } refusal) return refusal;
            foreach (var gone in step.Seats.Where(s => !s.Present))
            {
                if (await follower.LeftAsync(document, gone.Member, cancellation) is { } unfollowed) return unfollowed;
            }
        }
        return null;
    }

    private async Task<Func<MemberId, string>> NamesAsync(IReadOnlyList<PendingStep> steps, CancellationToken cancellation)
    {
        var named = steps.SelectMany(s => s.Named).Select(m => m.Value).Distinct().ToList();
        if (named.Count == 0) return _ => "";
        var names = (await store.Documents.FindManyAsync(Member.Type, named, cancellation)).ToDictionary(m => m.Value.Id, m => m.Value.DisplayName);
        return member => names.GetValueOrDefault(member, "Someone");
    }
}
