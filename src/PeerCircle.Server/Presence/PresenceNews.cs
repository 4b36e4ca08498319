using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Presence;

/// <summary>Members who may be present in another way than was told.</summary>
internal sealed class PresenceNews
{
    private readonly Lock _gate = new();
    private HashSet<MemberId> _members = [];
    private bool _isAll;

    public void Add(IEnumerable<MemberId> members)
    {
        lock (_gate) _members.UnionWith(members);
    }

    /// <summary>It may be anyone.</summary>
    public void AddAll()
    {
        lock (_gate) _isAll = true;
    }

    /// <summary>Those whom somebody watches. Asked for in the middle: who begins to watch says so before they add news of it.</summary>
    public IReadOnlyList<MemberId> Take(Func<IReadOnlySet<MemberId>> watched)
    {
        lock (_gate)
        {
            var among = watched();
            MemberId[] taken = [.. _isAll ? among : _members.Where(among.Contains)];
            _members = [];
            _isAll = false;
            return taken;
        }
    }
}
