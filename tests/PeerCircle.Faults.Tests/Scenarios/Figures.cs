using System.Globalization;
using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;
using PeerCircle.Faults.Tests.Invariants;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>What a history says in numbers.</summary>
internal sealed class Figures
{
    private readonly IReadOnlyList<Entry> _entries;
    private readonly Evidence _evidence;

    public Figures(IReadOnlyList<Entry> entries) => (_entries, _evidence) = (entries, new Evidence(entries));

    /// <summary>Milliseconds from the first attempt to the acknowledgement, of operations that began and ended in the given time, ascending.</summary>
    public IReadOnlyList<double> Acknowledged(Func<long, long, bool> within) =>
        [.. _evidence.Operations.Where(o => o.Ok is { } ok && within(o.InvokedAt, ok.At)).Select(o => ((o.Ok?.At ?? 0) - o.InvokedAt) / 1e3).Order()];

    /// <summary>Milliseconds from the acknowledgement of a post, or a push of it before that, until each client that was connected then knew it by itself or by asking; ascending.</summary>
    public IReadOnlyList<double> Shown(Func<long, bool> within)
    {
        // The first time counts: what changes later is shown again.
        var known = new Dictionary<(ConversationId, MessageId), Dictionary<string, long>>();
        foreach (var entry in _entries.Where(e => e.Kind is EntryKind.Deliver or EntryKind.Sync && e.Items is not null))
        {
            foreach (var item in entry.Items ?? []) Seen((entry.Conversation ?? default, item.Id)).TryAdd(entry.Who, entry.At);
        }
        return [.. _evidence.Operations.Where(o => o is { Act: Act.Post, Ok: { } ok } && within(ok.At)).SelectMany(o => Seen((o.Conversation, o.Message)).Values.Select(at => Math.Max(0, (at - (o.Ok?.At ?? 0)) / 1e3))).Order()];

        Dictionary<string, long> Seen((ConversationId, MessageId) key) => known.TryGetValue(key, out var times) ? times : known[key] = [];
    }

    public int Count(EntryKind kind) => _entries.Count(e => e.Kind == kind);

    /// <summary>The value that such a share does not exceed; 0 of none.</summary>
    public static double At(IReadOnlyList<double> ascending, double share) => ascending.Count == 0 ? 0 : ascending[(int)(share * (ascending.Count - 1))];

    public override string ToString()
    {
        var ways = _entries.Where(e => e.Kind == EntryKind.Ok).GroupBy(e => e.Act).Select(g => $"{g.Count()} {g.Key}");
        var doubts = _entries.Where(e => e.Kind == EntryKind.Info).GroupBy(e => e.Code).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}");
        var all = Acknowledged((_, _) => true);
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", ways)}; {Count(EntryKind.Info)} attempts in doubt or put off ({string.Join(", ", doubts)}), {Count(EntryKind.Fail)} refused; acknowledged after {At(all, 0.5):F0} ms (median), {At(all, 0.99):F0} (99 %), {At(all, 1):F0} (longest); {Count(EntryKind.Fault)} faults, {Count(EntryKind.Offline)} connections failed, {Count(EntryKind.Gap)} gaps, {Count(EntryKind.Resync)} Resyncs, {Count(EntryKind.Behind)} Behind, {_entries.Count} lines.");
    }
}
