using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Steps;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Circles;

/// <summary>Peer circles as their members use them. To everyone else a circle does not exist.</summary>
public sealed class CircleDirectory(OwnerDocuments<Circle> circles, IStore store, TimeProvider time)
{
    private DateTimeOffset Now => WireTime.WholeMilliseconds(time.GetUtcNow());

    /// <summary>Makes a circle with its conversation. The same id again by the same member answers the circle as it is now.</summary>
    public async Task<Outcome<CircleFacts>> CreateAsync(MemberId creator, CircleBody body, CancellationToken cancellation)
    {
        if (!Circle.Found(creator, body, Now).TryGet(out var made, out var refusal)) return refusal;
        return ToFacts(await circles.CreateAsync(made, cancellation), creator);
    }

    public async Task<Outcome<CircleFacts>> FindAsync(MemberId caller, CircleId id, CancellationToken cancellation) =>
        await circles.FindAsync(id.Value, cancellation) is { } stored ? ToFacts(stored.Value, caller) : Refusal.NotFound;

    /// <summary>The circles that the caller is in, one page in the order of their ids, which is about that of their making.</summary>
    public async Task<Outcome<ListOf<CircleFacts>>> ListAsync(MemberId caller, string? next, int limit, CancellationToken cancellation)
    {
        var after = new CircleId(Guid.Empty);
        if (next is not null && !(Cursors.Read(next, 1) is [var text] && TypedId.TryParse(text, out after))) return Cursors.Refused;
        var mine = await ReadIdsAsync(caller, cancellation);
        var page = mine.Where(id => id.CompareTo(after.Value) > 0).Order().Take(limit + 1).ToList();
        var more = page.Count > limit;
        var shown = page.Take(limit).ToList();
        var found = shown.Count == 0 ? [] : await store.Documents.FindManyAsync(Circle.Type, shown, cancellation);
        var facts = found.Select(s => s.Value).Where(c => c.SeatOf(caller) is not null).OrderBy(c => c.Id.Value).Select(c => c.ToFacts());
        return new ListOf<CircleFacts>([.. facts], more ? Cursors.Make(TypedId.Text(new CircleId(shown[^1]))) : null);
    }

    public async Task<Outcome<CircleFacts>> EditAsync(MemberId caller, CircleId id, CirclePatch patch, CancellationToken cancellation) =>
        ToFacts(await circles.ChangeAsync(id.Value, c => c.Edit(caller, patch, Now), cancellation), caller);

    /// <summary>Leaves the circle, or as a host removes another. Answered when the participation has ended.</summary>
    public async Task<Outcome<Done>> RemoveAsync(MemberId caller, CircleId id, MemberId member, CancellationToken cancellation) =>
        (await circles.ChangeAsync(id.Value, c => c.Remove(member, caller, Now), cancellation)).Map(_ => default(Done));

    public async Task<Outcome<CircleFacts>> SetRoleAsync(MemberId caller, CircleId id, MemberId member, ParticipantRole role, CancellationToken cancellation) =>
        ToFacts(await circles.ChangeAsync(id.Value, c => c.SetRole(member, role, caller, Now), cancellation), caller);

    private async Task<IReadOnlyList<Guid>> ReadIdsAsync(MemberId caller, CancellationToken cancellation)
    {
        var present = (await store.Conversations.ReadParticipationsAsync(caller, cancellation)).Where(p => p.Present).Select(p => p.Conversation);
        var circleIds = new List<Guid>();
        foreach (var chunk in present.Chunk(1_000))
        {
            var read = await store.Conversations.ReadConversationsAsync(chunk, cancellation);
            circleIds.AddRange(read.Where(c => c.Kind == ConversationKind.Circle).Select(c => c.Subject).OfType<Guid>());
        }
        return circleIds;
    }

    /// <summary>Who asked may have been removed in the meantime.</summary>
    private static Outcome<CircleFacts> ToFacts(Outcome<Circle> outcome, MemberId caller) =>
        !outcome.TryGet(out var circle, out var refusal) ? refusal : circle.SeatOf(caller) is null ? Refusal.NotFound : circle.ToFacts();
}
