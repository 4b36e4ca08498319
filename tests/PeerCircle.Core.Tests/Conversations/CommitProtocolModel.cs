using System.Collections.Immutable;

namespace PeerCircle.Core.Tests.Conversations;

/// <summary>How a commit gets its numbers, and what stops one that was made from an old state.</summary>
internal enum Allocation
{
    /// <summary>From the head; the commit succeeds only while rev and access are still the ones read.</summary>
    CompareAndSetOnTheHead,

    /// <summary>The highest rev found plus one; only the unique index on (conversation, rev) stops a stale writer.</summary>
    HighestPlusOneUnderAUniqueIndex,
}

/// <summary>
/// The commit protocol, small: one conversation, writers that read, think and commit at any time, and a client that asks for
/// <c>changes after rev</c>. A message's content is the number of the commit that wrote it.
/// </summary>
internal sealed class CommitProtocolModel(Allocation allocation, int writers)
{
    private readonly Plan?[] _plans = new Plan?[writers];
    private readonly Dictionary<int, (long Rev, int Content)> _messages = [];
    private readonly Dictionary<int, int> _client = [];
    private readonly HashSet<int> _removed = [];
    private long _rev, _access, _cursor;
    private int _commits;

    /// <summary>Every rev that was ever given, in the order of the commits.</summary>
    public List<long> Given { get; } = [];

    /// <summary>Commits of writers that had been removed before.</summary>
    public int CommitsOfRemoved { get; private set; }

    /// <summary>Messages whose state the client, having asked for everything after its cursor, does not have.</summary>
    public IReadOnlyList<int> Hidden => [.. _messages.Where(m => _client.GetValueOrDefault(m.Key) != m.Value.Content).Select(m => m.Key).Order()];

    public void Do(ProtocolAct act)
    {
        var writer = act.Writer % writers;
        switch (act.What)
        {
            case ProtocolWhat.Read: _plans[writer] = _removed.Contains(writer) ? null : Think(act); break;
            case ProtocolWhat.Commit: Commit(writer); break;
            case ProtocolWhat.Crash: _plans[writer] = null; break;
            case ProtocolWhat.Remove: Remove(writer); break;
            case ProtocolWhat.Sync: Sync(); break;
            default: throw new InvalidOperationException($"Unknown act {act}.");
        }
    }

    /// <summary>What <c>changes</c> answers: states with a rev above the cursor, which then goes to the head.</summary>
    public void Sync()
    {
        var head = _messages.Count == 0 ? 0 : _messages.Values.Max(m => m.Rev);
        foreach (var (id, (rev, content)) in _messages)
            if (rev > _cursor) _client[id] = content;
        _cursor = Math.Max(_cursor, head);
    }

    /// <summary>Reads where things stand, having checked who takes part, and decides on one post or up to three changes of existing messages.</summary>
    private Plan Think(ProtocolAct act)
    {
        var touched = _messages.Count == 0 || act.A % 3 == 0
            ? [_messages.Count]
            : Enumerable.Range(0, 1 + (act.B % 3)).Select(i => (act.A + i) % _messages.Count).Distinct().ToImmutableArray();
        var highest = _messages.Count == 0 ? 0 : _messages.Values.Max(m => m.Rev);
        return new Plan(allocation == Allocation.CompareAndSetOnTheHead ? _rev : highest, _access, touched);
    }

    private void Commit(int writer)
    {
        if (_plans[writer] is not { } plan) return;
        _plans[writer] = null;
        if (!MayCommit(plan)) return;
        if (_removed.Contains(writer)) CommitsOfRemoved++;
        _commits++;
        var rev = plan.Rev;
        foreach (var id in plan.Touched)
        {
            _messages[id] = (++rev, _commits);
            Given.Add(rev);
        }

        _rev = Math.Max(_rev, rev);
    }

    private bool MayCommit(Plan plan)
    {
        if (allocation == Allocation.CompareAndSetOnTheHead) return plan.Rev == _rev && plan.Access == _access;
        var taken = _messages.Where(m => !plan.Touched.Contains(m.Key)).Select(m => m.Value.Rev).ToHashSet();
        return !Enumerable.Range(1, plan.Touched.Length).Any(i => taken.Contains(plan.Rev + i));
    }

    /// <summary>Ending a participation moves the head's access, so that whoever checked it before cannot commit.</summary>
    private void Remove(int writer)
    {
        if (_removed.Add(writer)) _access++;
    }

    private sealed record Plan(long Rev, long Access, ImmutableArray<int> Touched);
}

internal enum ProtocolWhat { Read, Commit, Crash, Remove, Sync }

/// <summary>One thing that happens; numbers choose among what is there, by remainder.</summary>
internal sealed record ProtocolAct(ProtocolWhat What, int Writer, int A, int B)
{
    public override string ToString() => What is ProtocolWhat.Read ? $"W{Writer} reads({A},{B})" : What is ProtocolWhat.Sync ? "client syncs" : $"W{Writer} {What}";
}
