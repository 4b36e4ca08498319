using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Conversations.Steps;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Texts;

namespace PeerCircle.Core.Rooms;

/// <summary>Advice rooms: everyone sees all of them; to read one is to have joined.</summary>
public sealed class RoomDirectory(OwnerDocuments<Room> rooms, ConversationLanes lanes, IStore store, TimeProvider time)
{
    private const int QueryCharacters = 200;

    private DateTimeOffset Now => WireTime.WholeMilliseconds(time.GetUtcNow());

    /// <summary>Makes a room with its conversation. The same id again by the same member answers the room as it is now.</summary>
    public async Task<Outcome<RoomFacts>> CreateAsync(MemberId creator, RoomBody body, CancellationToken cancellation)
    {
        if (!Room.Found(creator, body, Now).TryGet(out var made, out var refusal)) return refusal;
        return await ToFactsAsync(await rooms.CreateAsync(made, cancellation), creator, cancellation);
    }

    public async Task<Outcome<RoomFacts>> FindAsync(MemberId caller, RoomId id, CancellationToken cancellation) =>
        await ToFactsAsync(await FindRoomAsync(id, cancellation), caller, cancellation);

    /// <summary>Rooms by name, one page: those in whose name, topic or tags every word of the query begins a word, and which have the tag; case and accents are ignored.</summary>
    public async Task<Outcome<ListOf<RoomFacts>>> ListAsync(MemberId caller, string? query, string? tag, string? after, int limit, CancellationToken cancellation)
    {
        if (query?.Length > QueryCharacters) return Refusal.Invalid("query", $"must be at most {QueryCharacters} characters long.");
        var where = Clean.Words(query).Select(w => new IndexMatch(Room.WordIndex, w, Prefix: true)).ToList();
        if (tag is not null && Clean.Folded(Clean.Line(tag)) is { Length: > 0 } folded) where.Add(new IndexMatch(Room.TagIndex, folded));
        try
        {
            var page = await store.Documents.ListAsync(Room.Type, new DocumentQuery(where, limit, after), cancellation);
            return new ListOf<RoomFacts>(await ToFactsAsync([.. page.Items.Select(s => s.Value)], caller, cancellation), page.Next);
        }
        catch (FormatException)
        {
            return Cursors.Refused;
        }
    }

    public async Task<Outcome<RoomFacts>> EditAsync(MemberId caller, RoomId id, RoomPatch patch, CancellationToken cancellation) =>
        await ToFactsAsync(await rooms.ChangeAsync(id.Value, r => r.Edit(caller, patch, Now), cancellation), caller, cancellation);

    /// <summary>Joins; answered when the participation is stored. Who is in already stays in.</summary>
    public async Task<Outcome<RoomFacts>> JoinAsync(MemberId caller, RoomId id, CancellationToken cancellation)
    {
        if (!(await rooms.ChangeAsync(id.Value, r => r, cancellation)).TryGet(out var room, out var refusal)) return refusal;
        if ((await SeatAsync(room, caller, present: true, cancellation)).Refusal is { } failed) return failed;
        return await ToFactsAsync(room, caller, cancellation);
    }

    /// <summary>Leaves; who is not in has left already.</summary>
    public async Task<Outcome<Done>> LeaveAsync(MemberId caller, RoomId id, CancellationToken cancellation)
    {
        if (!(await rooms.ChangeAsync(id.Value, r => r, cancellation)).TryGet(out var room, out var refusal)) return refusal;
        return (await SeatAsync(room, caller, present: false, cancellation)).Map(_ => default(Done));
    }

    private Task<Outcome<Head>> SeatAsync(Room room, MemberId member, bool present, CancellationToken cancellation) =>
        lanes.ApplyAsync(new ConversationStep(room.ConversationId) { Seats = [new SeatChange(member, present, room.RoleOf(member))] }, cancellation);

    private async Task<Outcome<Room>> FindRoomAsync(RoomId id, CancellationToken cancellation) =>
        await rooms.FindAsync(id.Value, cancellation) is { } stored ? stored.Value : Refusal.NotFound;

    private async Task<Outcome<RoomFacts>> ToFactsAsync(Outcome<Room> outcome, MemberId caller, CancellationToken cancellation) =>
        outcome.TryGet(out var room, out var refusal) ? (await ToFactsAsync([room], caller, cancellation))[0] : refusal;

    private async Task<IReadOnlyList<RoomFacts>> ToFactsAsync(IReadOnlyList<Room> found, MemberId caller, CancellationToken cancellation)
    {
        if (found.Count == 0) return [];
        var conversations = await store.Conversations.ReadConversationsAsync([.. found.Select(r => r.ConversationId)], cancellation);
        var counts = conversations.ToDictionary(c => c.Id, c => c.Head.Participants);
        var joined = await ReadJoinedAsync(found, caller, cancellation);
        return [.. found.Select(r => r.ToFacts(counts.GetValueOrDefault(r.ConversationId), joined.Contains(r.ConversationId)))];
    }

    private async Task<HashSet<ConversationId>> ReadJoinedAsync(IReadOnlyList<Room> found, MemberId caller, CancellationToken cancellation)
    {
        var participations = found.Count == 1
            ? await store.Conversations.FindParticipationsAsync(found[0].ConversationId, [caller], cancellation)
            : await store.Conversations.ReadParticipationsAsync(caller, cancellation);
        return [.. participations.Where(p => p.Present).Select(p => p.Conversation)];
    }
}
