using System.Collections.Concurrent;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Conversations;

/// <summary>The hub connections of this node, by member.</summary>
internal sealed class LiveConnections
{
    private readonly ConcurrentDictionary<string, LiveConnection> _byId = new();
    private readonly ConcurrentDictionary<MemberId, ConcurrentDictionary<string, LiveConnection>> _byMember = new();

    public IEnumerable<LiveConnection> All => _byId.Values;

    public int Count => _byId.Count;

    public bool IsAnyoneThere => !_byId.IsEmpty;

    public LiveConnection? Find(string id) => _byId.GetValueOrDefault(id);

    public IReadOnlyList<LiveConnection> Of(MemberId member) => _byMember.TryGetValue(member, out var connections) ? [.. connections.Values] : [];

    public void Add(LiveConnection connection)
    {
        _byId[connection.Id] = connection;
        while (true)
        {
            var connections = _byMember.GetOrAdd(connection.Member, _ => new(concurrencyLevel: 1, capacity: 2));
            connections[connection.Id] = connection;
            // The last one leaving may have taken the set away in between; then it must be put there again.
            if (_byMember.TryGetValue(connection.Member, out var now) && ReferenceEquals(now, connections)) return;
        }
    }

    public void Remove(string id)
    {
        if (!_byId.TryRemove(id, out var connection) || !_byMember.TryGetValue(connection.Member, out var connections)) return;
        connections.TryRemove(id, out _);
        if (!connections.IsEmpty) return;
        _byMember.TryRemove(new(connection.Member, connections));
        // One that came in between is put back.
        foreach (var late in connections.Values) Add(late);
    }
}
