using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Presence;

/// <summary>In whom somebody is interested.</summary>
internal sealed class Interests
{
    private readonly Lock _gate = new();

    /// <summary>The latest at the end.</summary>
    private readonly List<MemberId[]> _all = [];

    public void Add(MemberId[] members)
    {
        lock (_gate) _all.Add(members);
    }

    public void Remove(MemberId[] members)
    {
        lock (_gate) _all.Remove(members);
    }

    /// <summary>Everybody, or of more than can be watched those of the latest interests, and of one interest its first. In an order of their own.</summary>
    public IReadOnlyList<MemberId> Chosen(int most)
    {
        lock (_gate) return [.. Enumerable.Reverse(_all).SelectMany(m => m).Distinct().Take(most).OrderBy(m => m.Value)];
    }
}
