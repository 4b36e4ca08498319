using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Circles;
using PeerCircle.Core.Rooms;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Conversations.Steps;

/// <summary>Conversations are called what the documents they belong to are called.</summary>
public sealed class DocumentTitles(IStore store) : ITitles
{
    /// <summary>As many as a store looks up at once.</summary>
    private const int AtOnce = 1_000;

    public async Task<IReadOnlyDictionary<Guid, string>> ReadAsync(
        IReadOnlyCollection<CircleId> circles, IReadOnlyCollection<RoomId> rooms, IReadOnlyCollection<MemberId> members, CancellationToken cancellation)
    {
        var names = new Dictionary<Guid, string>();
        await AddAsync(Circle.Type, circles.Select(c => c.Value), c => c.Name, names, cancellation);
        await AddAsync(Room.Type, rooms.Select(r => r.Value), r => r.Name, names, cancellation);
        await AddAsync(Member.Type, members.Select(m => m.Value), m => m.DisplayName, names, cancellation);
        return names;
    }

    private async Task AddAsync<T>(DocumentType<T> type, IEnumerable<Guid> ids, Func<T, string> name, Dictionary<Guid, string> names, CancellationToken cancellation) where T : Document
    {
        foreach (var chunk in ids.Distinct().Chunk(AtOnce))
        {
            foreach (var found in await store.Documents.FindManyAsync(type, chunk, cancellation)) names[type.Id(found.Value)] = name(found.Value);
        }
    }
}
