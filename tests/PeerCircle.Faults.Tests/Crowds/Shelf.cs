using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Crowds;

/// <summary>What a client keeps of one conversation: of each message the state with the highest rev, and up to where it knows everything. Not for several threads.</summary>
internal sealed class Shelf
{
    private readonly Dictionary<MessageId, Item> _messages = [];
    private readonly List<(long From, long To)> _ahead = [];

    public string? Epoch { get; private set; }

    /// <summary>Up to this rev everything is known. Absent between a reset and the first page after it.</summary>
    public long? Cursor { get; private set; } = 0;

    /// <summary>Whether something is held from beyond what is known completely.</summary>
    public bool HasGap => _ahead.Count > 0;

    public IReadOnlyCollection<Item> Messages => _messages.Values;

    public string Digest => Item.Digest(_messages.Values);

    public Item? Find(MessageId id) => _messages.GetValueOrDefault(id);

    /// <summary>Takes a push; one of another epoch is not taken. Whether it was.</summary>
    public bool Take(Changes push, IReadOnlyList<Item> items)
    {
        if (Epoch is not null && push.Epoch != Epoch) return false;
        Epoch = push.Epoch;
        Keep(items);
        Know(push.From, push.To);
        return true;
    }

    /// <summary>Takes the answer to what was asked from the cursor of then; must not be one that resets.</summary>
    public void Take(ConversationChanges answer, long from, IReadOnlyList<Item> items)
    {
        Epoch ??= answer.Epoch;
        Keep(items);
        Know(from, answer.To);
    }

    /// <summary>Drops everything: the history is another one, or too much has changed.</summary>
    public void Reset(string epoch)
    {
        _messages.Clear();
        _ahead.Clear();
        (Epoch, Cursor) = (epoch, null);
    }

    /// <summary>Takes a page; the first after a reset, which must be the newest, sets the cursor.</summary>
    public void Take(MessagePage page, IReadOnlyList<Item> items)
    {
        Keep(items);
        if (Cursor is not null) return;
        Cursor = page.Rev;
        Join();
    }

    private void Keep(IEnumerable<Item> items)
    {
        foreach (var item in items)
        {
            if (!_messages.TryGetValue(item.Id, out var held) || held.Rev < item.Rev) _messages[item.Id] = item;
        }
    }

    private void Know(long from, long to)
    {
        if (Cursor is { } cursor && from <= cursor) Cursor = Math.Max(cursor, to);
        else _ahead.Add((from, to));
        Join();
    }

    private void Join()
    {
        if (Cursor is null) return;
        foreach (var (from, to) in _ahead.OrderBy(a => a.From))
        {
            if (from <= Cursor && to > Cursor) Cursor = to;
        }
        _ahead.RemoveAll(a => a.To <= Cursor);
    }
}
