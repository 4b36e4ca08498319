using System.Collections.Concurrent;

namespace PeerCircle.Server.Conversations.Mailboxes;

/// <summary>Which mailboxes a group has, and which groups a mailbox is in. A look at a group is of one moment and copies nothing while nobody comes or goes.</summary>
internal sealed class MailboxGroups
{
    private static readonly Mailbox[] Nobody = [];

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Members> _groups = new();
    private readonly Dictionary<Mailbox, HashSet<Members>> _of = [];

    public IEnumerable<string> Names => _groups.Select(g => g.Key);

    public IReadOnlyList<Mailbox> Of(string group) => _groups.TryGetValue(group, out var members) ? members.Now : Nobody;

    public bool Has(string group, Mailbox mailbox)
    {
        lock (_gate) return _groups.TryGetValue(group, out var members) && _of.TryGetValue(mailbox, out var groups) && groups.Contains(members);
    }

    public void Add(string group, Mailbox mailbox)
    {
        lock (_gate)
        {
            if (!_of.TryGetValue(mailbox, out var groups)) _of[mailbox] = groups = [];
            var members = _groups.GetOrAdd(group, name => new Members(name, _gate));
            if (groups.Add(members)) members.Add(mailbox);
        }
    }

    public void Remove(string group, Mailbox mailbox)
    {
        lock (_gate)
        {
            if (_groups.TryGetValue(group, out var members) && _of.TryGetValue(mailbox, out var groups) && groups.Remove(members)) Leave(members, mailbox);
        }
    }

    public void RemoveFromAll(Mailbox mailbox)
    {
        lock (_gate)
        {
            if (!_of.Remove(mailbox, out var groups)) return;
            foreach (var members in groups) Leave(members, mailbox);
        }
    }

    private void Leave(Members members, Mailbox mailbox)
    {
        if (members.Remove(mailbox) == 0) _groups.TryRemove(members.Name, out _);
    }

    /// <summary>Changed within the gate. Most groups are one member's, with as many mailboxes as the member has devices: a list for those, a set where there are more.</summary>
    private sealed class Members(string name, Lock gate)
    {
        private const int MostInList = 8;

        private ICollection<Mailbox> _all = new List<Mailbox>(1);
        private volatile Mailbox[]? _now;

        public string Name => name;

        public Mailbox[] Now => _now ?? Look();

        public void Add(Mailbox mailbox)
        {
            if (_all is List<Mailbox> { Count: MostInList }) _all = new HashSet<Mailbox>(_all);
            _all.Add(mailbox);
            _now = null;
        }

        /// <summary>Answers how many are left.</summary>
        public int Remove(Mailbox mailbox)
        {
            _all.Remove(mailbox);
            _now = null;
            return _all.Count;
        }

        private Mailbox[] Look()
        {
            lock (gate) return _now ??= [.. _all];
        }
    }
}
