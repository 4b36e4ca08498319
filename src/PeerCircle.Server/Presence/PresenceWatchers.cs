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

    /// <summary>In one round, so that the rest of it is not held up.</summary>
    private const int MostChecks = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Watcher> _watchers = [];
    private readonly Dictionary<MemberId, HashSet<Watcher>> _of = [];
    private readonly Dictionary<(ConversationId, MemberId), long> _ended = [];
    private readonly HashSet<Watcher> _doubtful = [];
    private readonly Dictionary<string, long> _latest = [];
    private long _calls;
    private long _endings;

    /// <summary>Watches these instead of those before.</summary>
    public async Task<Outcome<WatchAnswer>> WatchAsync(LiveConnection connection, IReadOnlyCollection<MemberId> members, CancellationToken cancellation)
    {
        if (members.Count > MostWatched) return Refusal.Invalid("memberIds", $"at most {MostWatched}.");
        long call, endings;
        lock (_gate)
        {
            (call, endings) = (++_calls, _endings);
            // It may be gone already; nobody would take it away again.
            if (connections.Find(connection.Id) is null) return new WatchAnswer([]);
            _latest[connection.Id] = call;
        }
        var watched = await FindCompanionsAsync(connection.Member, members, cancellation);
        var watcher = new Watcher(connection, [.. watched]);
        lock (_gate)
        {
            // Another call came after this one, or the connection went.
            if (_latest.GetValueOrDefault(connection.Id) != call) return new WatchAnswer([]);
            Forget(connection.Id);
            _watchers[connection.Id] = watcher;
            foreach (var member in watched)
            {
                if (!_of.TryGetValue(member, out var watchers)) _of[member] = watchers = [];
                watchers.Add(watcher);
            }
            if (_endings != endings) _doubtful.Add(watcher);
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
        lock (_gate)
        {
            _latest.Remove(connection);
            Forget(connection);
        }
    }

    /// <summary>What was ended and what was not may be otherwise now: the history was replaced.</summary>
    public void DoubtAll()
    {
        lock (_gate)
        {
            _endings++;
            _ended.Clear();
            _doubtful.UnionWith(_watchers.Values);
        }
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
            _endings++;
            if (_of.TryGetValue(member, out var watchers)) _doubtful.UnionWith(watchers);
            _doubtful.UnionWith(connections.Of(member).Select(c => _watchers.GetValueOrDefault(c.Id)).OfType<Watcher>());
        }
    }

    /// <summary>Tells those who watch these members what they are now, unless it was told before.</summary>
    public async Task TellAsync(IReadOnlyCollection<MemberId> members)
    {
        var due = new List<(Watcher, MemberPresence)>();
        var states = await ReadAsync(members);
        lock (_gate)
        {
            foreach (var (member, state) in states)
            {
                foreach (var watcher in _of.GetValueOrDefault(member) ?? [])
                {
                    if (watcher.Told.TryGetValue(member, out var told) ? told == state : state == PresenceState.Offline) continue;
                    watcher.Told[member] = state;
                    due.Add((watcher, new MemberPresence(member, state)));
                }
            }
        }
        await PushAsync(due);
    }

    /// <summary>Ends the watching of those with whom nothing is shared any more, of some watchers at a time; for them they are offline.</summary>
    public async Task CheckDoubtfulAsync(CancellationToken cancellation)
    {
        foreach (var watcher in Doubtful()) await CheckAsync(watcher, cancellation);
    }

    private async Task CheckAsync(Watcher watcher, CancellationToken cancellation)
    {
        MemberId[] watched;
        lock (_gate)
        {
            watched = [.. watcher.Members];
            _doubtful.Remove(watcher);
        }
        try
        {
            var companions = await FindCompanionsAsync(watcher.Connection.Member, watched, cancellation);
            await EndAsync(watcher, watched.Except(companions));
        }
        catch
        {
            lock (_gate) _doubtful.Add(watcher);
            throw;
        }
    }

    private async Task EndAsync(Watcher watcher, IEnumerable<MemberId> lost)
    {
        var due = new List<MemberPresence>();
        lock (_gate)
        {
            foreach (var member in lost)
            {
                Unwatch(member, watcher);
                if (watcher.Told.Remove(member, out var told) && told != PresenceState.Offline) due.Add(new MemberPresence(member, PresenceState.Offline));
            }
        }
        foreach (var presence in due) await hub.Clients.Client(watcher.Connection.Id).Presence(presence);
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

    private async Task PushAsync(IEnumerable<(Watcher Watcher, MemberPresence Presence)> due)
    {
        foreach (var (watcher, presence) in due)
        {
            // Something later may have been told meanwhile.
            lock (_gate)
            {
                if (!watcher.Told.TryGetValue(presence.MemberId, out var told) || told != presence.State || _watchers.GetValueOrDefault(watcher.Connection.Id) != watcher) continue;
            }
            await hub.Clients.Client(watcher.Connection.Id).Presence(presence);
        }
    }

    private List<Watcher> Doubtful()
    {
        lock (_gate) return [.. _doubtful.Take(MostChecks)];
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
