using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Invariants;

/// <summary>A short history of two clients in one conversation, in which all is well; to be told otherwise.</summary>
internal sealed class Told
{
    public const string Epoch = "e";
    public static readonly ConversationId Room = new(Guid.CreateVersion7());
    public static readonly MemberId Ann = new(Guid.CreateVersion7());
    public static readonly MemberId Ben = new(Guid.CreateVersion7());

    private readonly List<Entry> _entries = [];
    private long _now;

    /// <summary>Adds a line, a millisecond after the one before unless it has a time.</summary>
    public Told Add(Entry entry)
    {
        _now = entry.At > 0 ? entry.At : _now + 1_000;
        _entries.Add(entry with { At = _now, Conversation = entry.Conversation ?? Room, Epoch = entry.Epoch ?? Epoch });
        return this;
    }

    /// <summary>Changes the lines told so far that match.</summary>
    public Told Instead(Func<Entry, bool> which, Func<Entry, Entry?> change)
    {
        var changed = 0;
        for (var n = _entries.Count - 1; n >= 0; n--)
        {
            if (!which(_entries[n])) continue;
            changed++;
            if (change(_entries[n]) is { } other) _entries[n] = other;
            else _entries.RemoveAt(n);
        }
        Xunit.Assert.NotEqual(0, changed);
        return this;
    }

    public Told Ok(Guid operation, Act act, MessageId message, MemberId by, long rev, long? seq = null, string? text = null, string? emoji = null, int line = 1)
    {
        var sent = new Entry(EntryKind.Invoke, by == Ann ? "ann" : "ben")
        {
            Operation = operation,
            Act = act,
            Message = message,
            By = by,
            Line = line,
            Body = text is null ? null : Item.HashOf(text),
            Emoji = emoji,
            On = emoji is null ? null : true,
        };
        return Add(sent).Add(sent with { Kind = EntryKind.Ok, At = 0, Rev = rev, Seq = seq });
    }

    public Told Deliver(string who, long from, params Item[] items) =>
        Add(new Entry(EntryKind.Deliver, who) { From = from, To = items[^1].Rev, Items = items }).Add(new Entry(EntryKind.Cursor, who) { Rev = items[^1].Rev });

    /// <summary>The end: everything works, and store, reader and both clients hold these.</summary>
    public Told End(long rev, params Item[] items)
    {
        Add(new Entry(EntryKind.Heal, "faults"));
        Add(new Entry(EntryKind.Head, Entry.Store) { Rev = rev, Seq = items.Length });
        foreach (var who in (string[])[Entry.Store, "reader", "ann", "ben"]) Add(new Entry(EntryKind.Held, who) { Rev = rev, Seq = who == Entry.Store ? items.Length : null, Digest = Item.Digest(items), Items = items });
        return this;
    }

    public IReadOnlyList<string> Violated(long? mostBytes = null) => [.. Checker.Check(_entries, Limits.Promised with { MostBytes = mostBytes }).Select(v => v.Invariant).Distinct().Order(StringComparer.Ordinal)];

    public static Item State(MessageId id, long rev, long seq, string? text, MemberId? by = null, params string[] reactions) => new(id, rev, seq, Item.HashOf($"{text} {by} {string.Join(' ', reactions)}"))
    {
        Body = text is null ? null : Item.HashOf(text),
        By = text is null ? null : by ?? Ann,
        Gone = text is null,
        Reactions = reactions.Length == 0 ? null : reactions,
    };
}
