using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Presence;

/// <summary>How present members are by their connections to this node. Who has left stays what they were for a while, since most come back at once.</summary>
internal sealed class PresenceHere(TimeProvider time)
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<MemberId, Visit> _visits = [];
    private readonly HashSet<MemberId> _left = [];
    private readonly HashSet<MemberId> _changed = [];

    /// <summary>By a new connection one is online; by the same one again, as it says.</summary>
    public void Set(MemberId member, string connection, PresenceState state)
    {
        lock (_gate)
        {
            if (!_visits.TryGetValue(member, out var visit)) _visits[member] = visit = new Visit();
            _left.Remove(member);
            visit.Connections[connection] = state;
            Settle(member, visit, visit.Connections.Values.Min());
        }
    }

    public void Leave(MemberId member, string connection)
    {
        lock (_gate)
        {
            if (!_visits.TryGetValue(member, out var visit) || !visit.Connections.Remove(connection)) return;
            if (visit.Connections.Count > 0)
            {
                Settle(member, visit, visit.Connections.Values.Min());
                return;
            }
            visit.LeftAt = time.GetTimestamp();
            _left.Add(member);
        }
    }

    public PresenceState Of(MemberId member)
    {
        lock (_gate) return _visits.TryGetValue(member, out var visit) ? visit.State : PresenceState.Offline;
    }

    /// <summary>All who are not offline.</summary>
    public IReadOnlyList<MemberPresence> All()
    {
        lock (_gate) return [.. _visits.Select(v => new MemberPresence(v.Key, v.Value.State))];
    }

    /// <summary>Those who are something else than when this was last asked.</summary>
    public IReadOnlyList<MemberId> TakeChanged()
    {
        lock (_gate)
        {
            foreach (var member in _left.Where(m => time.GetElapsedTime(_visits[m].LeftAt) >= Grace).ToList())
            {
                _left.Remove(member);
                _visits.Remove(member);
                _changed.Add(member);
            }
            MemberId[] changed = [.. _changed];
            _changed.Clear();
            return changed;
        }
    }

    private void Settle(MemberId member, Visit visit, PresenceState state)
    {
        if (visit.State == state) return;
        visit.State = state;
        _changed.Add(member);
    }

    private sealed class Visit
    {
        public Dictionary<string, PresenceState> Connections { get; } = [];

        public PresenceState State { get; set; } = PresenceState.Offline;

        public long LeftAt { get; set; }
    }
}
