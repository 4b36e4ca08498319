using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Conversations;

namespace PeerCircle.Server.Presence;

/// <summary>Which connection is told whose presence, and what it was told last.</summary>
internal sealed class PresenceWatchers(
    PresenceHere here, PresenceElsewhere elsewhere, PresenceNews news, LiveConnections connections, IStore store, IHubContext<PeerHub, IPeerClient> hub)
{
    public const int MostWatched = 200;

    /// <summary>Ended participations that were looked at; beyond these some are looked at again.</summary>
    private const int MostEnded = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Watcher> _watchers = [];
    private readonly Dictionary<MemberId, HashSet<Watcher>> _of = [];
    private readonly Dictionary<(ConversationId, MemberId), long> _ended = [];
    private readonly HashSet<Watcher> _doubtful = [];

    /// <summary>Watches these instead of those before.</summary>
    public async Task<Outcome<WatchAnswer>> WatchAsync(LiveConnection connection, IReadOnlyCollection<MemberId> members, CancellationToken cancellation)
    {
        if (members.Count > MostWatched) return Refusal.Invalid("memberIds", $"at most {MostWatched}.");
        var watched = await FindCompanionsAsync(connection.Member, members, cancellation);
        Watcher watcher;
        lock (_gate)
        {
            Forget(connection.Id);
            _watchers[connection.Id] = watcher = new Watcher(connection, [.. watched]);
            foreach (var member in watched)
            {
                if (!_of.TryGetValue(member, out var watchers)) _of[member] = watchers = [];
                watchers.Add(watcher);
            }
            // It may be gone already; nobody would take it away again.
            if (connections.Find(connection.Id) is null) Forget(connection.Id);
        }
        var states = await ReadAsync(watched);
        lock (_gate)
        {
            foreach (var (member, state) in states) watcher.Told[member] = state;
        }
        // What changed since it was read, or ended since it was looked up, is told after this answer.
        news.Add(watched);
        return new WatchAnswer([.. states.Select(s => new MemberPresence(s.Key, s.Value))]);
    }

    public void Remove(string connection)
    {
        lock (_gate) Forget(connection);
    }

    /// <summary>Whose presence anyone is told.</summary>
    public IReadOnlySet<MemberId> Watched()
    {
        lock (_gate) return _of.Keys.ToHashSet();
    }

    /// <summary>A participation ended: who watches the member, or is watched by them, may share nothing with them any more.</summary>
    public void Ended(ConversationId conversation, MemberId member, long version)
    {
        lock (_gate)
        {
            if (_ended.GetValueOrDefault((conversation, member)) >= version) return;
            if (_ended.Count >= MostEnded) _ended.Clear();
            _ended[(conversation, member)] = version;
            if (_of.TryGetValue(member, out var watchers)) _doubtful.UnionWith(watchers);
            _doubtful.UnionWith(_watchers.Values.Where(w => w.Connection.Member == member));
        }
    }

    /// <summary>Tells those who watch these members what they are now, unless it was told before.</summary>
    public async Task TellAsync(IReadOnlyCollection<MemberId> members)
    {
        var due = new List<(string Connection, MemberPresence Presence)>();
        var states = await ReadAsync(members);
        lock (_gate)
        {
            foreach (var (member, state) in states)
            {
                foreach (var watcher in _of.GetValueOrDefault(member) ?? [])
                {
                    if (watcher.Told.TryGetValue(member, out var told) ? told == state : state == PresenceState.Offline) continue;
                    watcher.Told[member] = state;
                    due.Add((watcher.Connection.Id, new MemberPresence(member, state)));
                }
            }
        }
        await PushAsync(due);
    }

    /// <summary>Ends the watching of those with whom nothing is shared any more; for who watched them they are offline.</summary>
    public async Task CheckDoubtfulAsync(CancellationToken cancellation)
    {
        foreach (var watcher in TakeDoubtful())
        {
            MemberId[] watched;
            lock (_gate) watched = [.. watcher.Members];
            var companions = await FindCompanionsAsync(watcher.Connection.Member, watched, cancellation);
            var due = new List<(string, MemberPresence)>();
            lock (_gate)
            {
                foreach (var member in watched.Except(companions))
                {
                    Unwatch(member, watcher);
                    if (watcher.Told.Remove(member, out var told) && told != PresenceState.Offline) due.Add((watcher.Connection.Id, new MemberPresence(member, PresenceState.Offline)));
                }
            }
            await PushAsync(due);
        }
    }

    private async Task<IReadOnlyCollection<MemberId>> FindCompanionsAsync(MemberId member, IReadOnlyCollection<MemberId> others, CancellationToken cancellation)
    {
        MemberId[] asked = [.. others.Where(o => o != member).Distinct()];
        return asked.Length == 0 ? [] : await store.Conversations.FindCompanionsAsync(member, asked, cancellation);
    }

    private async Task<Dictionary<MemberId, PresenceState>> ReadAsync(IReadOnlyCollection<MemberId> members)
    {
        if (members.Count == 0) return [];
        var others = await elsewhere.ReadAsync(members);
        return members.ToDictionary(m => m, m => others.TryGetValue(m, out var there) && there < here.Of(m) ? there : here.Of(m));
    }

    private async Task PushAsync(IEnumerable<(string Connection, MemberPresence Presence)> due)
    {
        foreach (var (connection, presence) in due) await hub.Clients.Client(connection).Presence(presence);
    }

    private List<Watcher> TakeDoubtful()
    {
        lock (_gate)
        {
            List<Watcher> taken = [.. _doubtful];
            _doubtful.Clear();
            return taken;
        }
    }

    private void Forget(string connection)
    {
        if (!_watchers.Remove(connection, out var watcher)) return;
        foreach (var member in watcher.Members.ToList()) Unwatch(member, watcher);
        _doubtful.Remove(watcher);
    }

    private void Unwatch(MemberId member, Watcher watcher)
    {
        watcher.Members.Remove(member);
        if (_of.TryGetValue(member, out var watchers) && watchers.Remove(watcher) && watchers.Count == 0) _of.Remove(member);
    }

    private sealed class Watcher(LiveConnection connection, HashSet<MemberId> members)
    {
        public LiveConnection Connection => connection;

        public HashSet<MemberId> Members => members;

        public Dictionary<MemberId, PresenceState> Told { get; } = [];
    }
}
