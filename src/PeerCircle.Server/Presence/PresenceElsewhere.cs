using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;
using StackExchange.Redis;

namespace PeerCircle.Server.Presence;

/// <summary>
/// How present members are by other nodes. Each node keeps one hash in Redis, of those who are connected to it, and renews it as long as it lives; it is gone with the node. Without
/// Redis there is nobody elsewhere; while it is away, others are what they were.
/// </summary>
internal sealed class PresenceElsewhere(PresenceHere here, string node, string prefix)
{
    private const string Away = "a";
    private const string Online = "o";
    private const int MostPerCall = 1_000;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Of one who has just left in order: time to come back elsewhere.</summary>
    private static readonly TimeSpan Farewell = PresenceHere.Grace;

    /// <summary>Always there, so that a node of which nobody is present is not taken for one that died.</summary>
    private static readonly RedisValue Alive = "alive";

    private readonly RedisKey _nodes = $"{prefix}:presence:nodes";
    private readonly Lock _gate = new();
    private readonly Dictionary<MemberId, PresenceState> _known = [];
    private volatile IDatabase? _redis;

    public async Task JoinAsync(IConnectionMultiplexer redis)
    {
        _redis = redis.GetDatabase();
        await WriteAllAsync(_redis);
    }

    public void Leave() => _redis = null;

    /// <summary>Writes how present these are by this node.</summary>
    public async Task TellAsync(IReadOnlyCollection<MemberId> changed)
    {
        if (_redis is not { } redis) return;
        var states = changed.Select(m => new MemberPresence(m, here.Of(m))).ToLookup(p => p.State == PresenceState.Offline);
        var gone = redis.HashDeleteAsync(Of(node), [.. states[true].Select(p => Field(p.MemberId))]);
        await redis.HashSetAsync(Of(node), [new(Alive, true), .. states[false].Select(Entry)]);
        await redis.KeyExpireAsync(Of(node), Lease);
        await gone;
    }

    /// <summary>Renews the lease, and writes everything anew: nobody knows what of the rest arrived.</summary>
    public Task RenewAsync() => _redis is { } redis ? WriteAllAsync(redis) : Task.CompletedTask;

    /// <summary>This node leaves in order.</summary>
    public async Task PartAsync()
    {
        if (_redis is { } redis) await redis.KeyExpireAsync(Of(node), Farewell);
    }

    /// <summary>The most present that each is by any other node.</summary>
    public async Task<IReadOnlyDictionary<MemberId, PresenceState>> ReadAsync(IReadOnlyCollection<MemberId> members)
    {
        if (_redis is { } redis)
        {
            try
            {
                Note(members, await ReadNodesAsync(redis, [.. members]));
            }
            catch (Exception away) when (away is RedisException or TimeoutException or ObjectDisposedException)
            {
                // What was known last is shown until Redis is back.
            }
        }
        lock (_gate) return members.Where(_known.ContainsKey).ToDictionary(m => m, m => _known[m]);
    }

    /// <summary>Forgets all others.</summary>
    public void Keep(IReadOnlySet<MemberId> members)
    {
        lock (_gate)
        {
            foreach (var member in _known.Keys.Where(m => !members.Contains(m)).ToList()) _known.Remove(member);
        }
    }

    private RedisKey Of(RedisValue which) => $"{prefix}:presence:{which}";

    private static RedisValue Field(MemberId member) => member.Value.ToByteArray();

    private static HashEntry Entry(MemberPresence presence) => new(Field(presence.MemberId), presence.State == PresenceState.Online ? Online : Away);

    private async Task WriteAllAsync(IDatabase redis)
    {
        var whole = redis.CreateTransaction();
        _ = whole.KeyDeleteAsync(Of(node));
        _ = whole.HashSetAsync(Of(node), [new(Alive, true), .. here.All().Select(Entry)]);
        _ = whole.KeyExpireAsync(Of(node), Lease);
        await whole.ExecuteAsync();
        await redis.SetAddAsync(_nodes, node);
    }

    private async Task<IEnumerable<MemberPresence>> ReadNodesAsync(IDatabase redis, MemberId[] members)
    {
        var others = (await redis.SetMembersAsync(_nodes)).Where(other => other != node);
        return (await Task.WhenAll(others.SelectMany(other => members.Chunk(MostPerCall).Select(some => ReadNodeAsync(redis, other, some))))).SelectMany(p => p);
    }

    private async Task<IReadOnlyList<MemberPresence>> ReadNodeAsync(IDatabase redis, RedisValue other, MemberId[] members)
    {
        var values = await redis.HashGetAsync(Of(other), [Alive, .. members.Select(Field)]);
        if (values[0].IsNull) await redis.SetRemoveAsync(_nodes, other);
        return [.. members.Zip(values.Skip(1)).Where(m => !m.Second.IsNull).Select(m => new MemberPresence(m.First, m.Second == Away ? PresenceState.Away : PresenceState.Online))];
    }

    private void Note(IEnumerable<MemberId> members, IEnumerable<MemberPresence> found)
    {
        lock (_gate)
        {
            foreach (var member in members) _known.Remove(member);
            foreach (var (member, state) in found) _known[member] = _known.TryGetValue(member, out var other) && other < state ? other : state;
        }
    }
}
