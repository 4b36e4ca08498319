using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Invariants;

/// <summary>
/// I5: cursors never go back within an epoch. I6: at the end all hold the same. I9: after everything works again every connected client comes to know everything in time. I10: memory
/// stays within bounds. I11: who no longer takes part is told nothing more.
/// </summary>
internal static class Views
{
    public static IEnumerable<Violation> Check(Evidence evidence, Limits limits) =>
        [.. WentBack(evidence), .. Different(evidence), .. Late(evidence, limits), .. Large(evidence, limits), .. Overheard(evidence, limits)];

    private static IEnumerable<Violation> WentBack(Evidence evidence)
    {
        var cursors = new Dictionary<(string, ConversationId?, string?), long>();
        foreach (var entry in evidence.Entries.Where(e => e.Kind == EntryKind.Cursor))
        {
            var key = (entry.Who, entry.Conversation, entry.Epoch);
            if (cursors.TryGetValue(key, out var before) && entry.Rev < before) yield return new("I5", $"{entry.Who}'s cursor of {entry.Conversation} went from {before} to {entry.Rev} at {entry.At}");
            cursors[key] = entry.Rev ?? 0;
        }
    }

    private static IEnumerable<Violation> Different(Evidence evidence)
    {
        foreach (var entry in evidence.Entries.Where(e => e.Kind == EntryKind.Held && e.Conversation is not null))
        {
            if (!evidence.Stored.TryGetValue(entry.Conversation ?? default, out var stored)) yield return new("I6", $"{entry.Who} holds {entry.Conversation}, which the store has not");
            else if (entry.Digest != stored.Digest) yield return new("I6", $"{entry.Who} holds another {entry.Conversation} than the store: {Difference(entry, stored)}");
        }
    }

    private static string Difference(Entry entry, Entry stored)
    {
        if (entry.Items is null || stored.Items is null) return $"digest {entry.Digest}, not {stored.Digest}";
        var (mine, theirs) = (entry.Items.ToDictionary(i => i.Id), stored.Items.ToDictionary(i => i.Id));
        var differ = stored.Items.Where(i => mine.GetValueOrDefault(i.Id)?.Hash != i.Hash).Select(i => $"{i.Id} has rev {(mine.TryGetValue(i.Id, out var held) ? held.Rev : 0)}, not {i.Rev}")
            .Concat(entry.Items.Where(i => !theirs.ContainsKey(i.Id)).Select(i => $"{i.Id} does not exist"))
            .ToList();
        return $"{differ.Count} messages, such as {string.Join("; ", differ.Take(3))}; its cursor is {entry.Rev} of {stored.Rev}";
    }

    private static IEnumerable<Violation> Late(Evidence evidence, Limits limits)
    {
        var healed = evidence.Entries.LastOrDefault(e => e.Kind == EntryKind.Heal)?.At ?? 0;
        var online = evidence.Entries.Where(e => e.Kind == EntryKind.Online).GroupBy(e => e.Who).ToDictionary(g => g.Key, g => g.Max(e => e.At));
        var decided = evidence.Entries.Where(e => e is { Conversation: not null, Kind: EntryKind.Ok or EntryKind.Fail or EntryKind.Info }).GroupBy(e => e.Conversation).ToDictionary(g => g.Key ?? default, g => g.Max(e => e.At));
        var cursors = evidence.Entries.Where(e => e.Kind == EntryKind.Cursor).ToLookup(e => e.Conversation);
        foreach (var head in evidence.Entries.Where(e => e.Kind == EntryKind.Head))
        {
            var conversation = head.Conversation ?? default;
            var since = Math.Max(healed, decided.GetValueOrDefault(conversation));
            foreach (var client in cursors[conversation].Where(c => c.Epoch == head.Epoch).GroupBy(c => c.Who))
            {
                var from = Math.Max(since, online.GetValueOrDefault(client.Key));
                var reached = client.FirstOrDefault(c => c.Rev >= head.Rev);
                if (reached is null) yield return new("I9", $"{client.Key} never knew everything of {conversation}: up to {client.Max(c => c.Rev)} of {head.Rev}");
                else if (reached.At - from > limits.ReachedWithin.TotalMicroseconds) yield return new("I9", $"{client.Key} knew everything of {conversation} only {(reached.At - from) / 1e6:F1} s after it could");
            }
        }
    }

    private static IEnumerable<Violation> Large(Evidence evidence, Limits limits) =>
        from entry in evidence.Entries
        where entry.Kind == EntryKind.Memory && entry.Bytes > limits.MostBytes
        select new Violation("I10", $"{entry.Who} took {entry.Bytes / 1_048_576} MB at {entry.At}");

    private static IEnumerable<Violation> Overheard(Evidence evidence, Limits limits)
    {
        foreach (var removed in evidence.Entries.Where(e => e.Kind == EntryKind.Removed))
        {
            foreach (var entry in evidence.Entries.Where(e => e.Who == removed.Who && e.Conversation == removed.Conversation && e.Items is { Count: > 0 }))
            {
                var isTooLate = entry.Kind == EntryKind.Deliver ? entry.At - removed.At > limits.RemovedWithin.TotalMicroseconds : entry.Kind == EntryKind.Sync && entry.AskedAt > removed.At;
                if (isTooLate) yield return new("I11", $"{entry.Who} was told of {entry.Conversation} {(entry.At - removed.At) / 1e6:F1} s after having been removed");
            }
        }
    }
}
