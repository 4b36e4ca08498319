using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Direct;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Direct;

/// <summary>Conversations of two. A pair has one, for good; its id follows from theirs, so a race makes one too.</summary>
public sealed class Directs(ConversationLanes lanes, IStore store)
{
    /// <summary>The conversation of the caller with the member, made when there is none.</summary>
    /// <param name="mayCreate">Asked before a new one is made, and only then; a refusal is answered.</param>
    public async Task<Outcome<DirectFacts>> OpenAsync(MemberId caller, MemberId member, Func<Refusal?> mayCreate, CancellationToken cancellation)
    {
        if (caller == member) return Refusal.Invalid("memberId", "must be another member.");
        var pair = Pair.Of(caller, member);
        var id = ConversationIds.OfPair(pair);
        if ((await store.Conversations.ReadConversationsAsync([id], cancellation)).Count > 0) return new DirectFacts(id);
        if (await store.Documents.FindAsync(Member.Type, member.Value, cancellation) is not { Value.Deactivated: false }) return Refusal.NotFound;
        if (mayCreate() is { } refusal) return refusal;
        var step = new ConversationStep(id)
        {
            Create = new NewConversation(ConversationKind.Direct, Pair: pair),
            Seats = [new SeatChange(pair.First, Present: true), new SeatChange(pair.Second, Present: true)],
        };
        return (await lanes.ApplyAsync(step, cancellation)).Map(_ => new DirectFacts(id));
    }
}
