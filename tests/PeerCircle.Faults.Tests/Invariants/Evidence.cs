using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Invariants;

/// <summary>A history, sorted by what invariants ask for.</summary>
internal sealed class Evidence
{
    private readonly Dictionary<Guid, Operation> _operations = [];
    private readonly Dictionary<ConversationId, Entry> _stored = [];

    public Evidence(IReadOnlyList<Entry> entries)
    {
        Entries = entries;
        foreach (var entry in entries)
        {
            if (entry.Operation is { } id) OperationOf(id, entry).Add(entry);
            if (entry is { Kind: EntryKind.Held, Who: Entry.Store, Conversation: { } conversation }) _stored[conversation] = entry;
        }
    }

    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>In the order of their first attempts.</summary>
    public IReadOnlyCollection<Operation> Operations => _operations.Values;

    /// <summary>Those that were acknowledged within the history that the store holds at the end.</summary>
    public IEnumerable<Operation> Lasting => Operations.Where(o => o.Ok is { } ok && IsOfStore(ok));

    /// <summary>What the store holds at the end, by conversation.</summary>
    public IReadOnlyDictionary<ConversationId, Entry> Stored => _stored;

    /// <summary>States as they were shown to anybody at any time, those held at the end included.</summary>
    public IEnumerable<(Entry Entry, Item Item)> Shown =>
        from entry in Entries
        where entry.Kind is EntryKind.Deliver or EntryKind.Sync or EntryKind.Held
        from item in entry.Items ?? []
        select (entry, item);

    /// <summary>Whether this was told in the history that the store holds at the end, and not in one that a restore ended.</summary>
    public bool IsOfStore(Entry entry) =>
        entry.Conversation is { } conversation && Stored.TryGetValue(conversation, out var stored) && (entry.Epoch is null || stored.Epoch is null || entry.Epoch == stored.Epoch);

    /// <summary>What the store holds, by conversation and message.</summary>
    public Dictionary<ConversationId, Dictionary<MessageId, Item>> StoredById() =>
        Stored.ToDictionary(s => s.Key, s => (s.Value.Items ?? []).DistinctBy(i => i.Id).ToDictionary(i => i.Id));

    private Operation OperationOf(Guid id, Entry entry)
    {
        if (!_operations.TryGetValue(id, out var operation)) _operations[id] = operation = new Operation(entry);
        return operation;
    }
}
