using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Server.Conversations.Feeds;

/// <summary>Puts one conversation's changes in order, whichever node they come from: each is given out once all before it were. Not for several threads.</summary>
internal sealed class ChangeOrder
{
    /// <summary>More that are ahead of their turn are not kept; they are part of the gap then.</summary>
    private const int MostAhead = 256;

    private readonly SortedList<long, Changes> _ahead = [];
    private long? _head;
    private long _known;

    /// <summary>Up to where everything was given out. Until that is known, the first changes that come begin the order.</summary>
    public long? Head => _head;

    /// <summary>Revs in (From, To] exist and were not given out, nor do they follow from what is here.</summary>
    public (long From, long To)? Gap => _head is { } head && head < _known ? (head, _known) : null;

    /// <summary>The receivers have everything up to here.</summary>
    public void Start(long rev)
    {
        _head ??= rev;
        Expect(rev);
    }

    /// <summary>Everything is as though it were given out up to here, and nothing were known of what comes after.</summary>
    public void Restart(long rev)
    {
        _ahead.Clear();
        _head = _known = rev;
    }

    /// <summary>Changes up to here exist.</summary>
    public void Expect(long rev) => _known = Math.Max(_known, rev);

    /// <summary>Those whose turn has come.</summary>
    public IReadOnlyList<Changes> Take(Changes changes)
    {
        Expect(changes.To);
        _head ??= changes.From;
        if (changes.From <= _head) return Follow(changes);
        Keep(changes);
        return [];
    }

    /// <summary>Goes on behind what is known, as though it had been given out. Answers where that is.</summary>
    public long Skip()
    {
        _ahead.Clear();
        _head = _known;
        return _known;
    }

    private void Keep(Changes changes)
    {
        if (_ahead.TryGetValue(changes.From, out var same) ? same.To < changes.To : _ahead.Count < MostAhead) _ahead[changes.From] = changes;
    }

    private List<Changes> Follow(Changes changes)
    {
        var ready = new List<Changes>(1);
        for (var next = changes; next is not null; next = NextAhead())
        {
            if (next.To <= _head) continue;
            ready.Add(next);
            _head = next.To;
        }
        return ready;
    }

    private Changes? NextAhead()
    {
        if (_ahead.Count == 0 || _ahead.Keys[0] > _head) return null;
        var next = _ahead.Values[0];
        _ahead.RemoveAt(0);
        return next;
    }
}
