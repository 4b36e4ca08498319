using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Invariants;

/// <summary>I3: seqs are 1 to N, without a hole or a repetition. I4: a rev stands for one state of one message, ever, and what was shown is kept.</summary>
internal static class Numbers
{
    public static IEnumerable<Violation> Check(Evidence evidence) => [.. Sparse(evidence), .. Reused(evidence), .. TakenBack(evidence)];

    private static IEnumerable<Violation> Sparse(Evidence evidence)
    {
        foreach (var (conversation, entry) in evidence.Stored)
        {
            var seqs = (entry.Items ?? []).Select(i => i.Seq).Order().ToList();
            for (var n = 0; n < seqs.Count; n++)
            {
                if (seqs[n] == n + 1) continue;
                yield return new("I3", $"the {n + 1}th message of {conversation} has seq {seqs[n]}");
                break;
            }
            if (entry.Seq is { } head && head != seqs.Count) yield return new("I3", $"{conversation} has {seqs.Count} messages, and its head says {head}");
        }
    }

    private static IEnumerable<Violation> Reused(Evidence evidence)
    {
        var states = new Dictionary<(ConversationId?, string?, long), Item>();
        foreach (var (entry, item) in evidence.Shown)
        {
            var key = (entry.Conversation, entry.Epoch, item.Rev);
            if (!states.TryGetValue(key, out var first)) states[key] = item;
            else if (first.Id != item.Id || first.Hash != item.Hash) yield return new("I4", $"rev {item.Rev} of {entry.Conversation} was {first.Id} ({first.Hash}) and, to {entry.Who} at {entry.At}, {item.Id} ({item.Hash})");
        }
        foreach (var operation in evidence.Operations)
        {
            foreach (var ok in operation.Acknowledged)
            {
                if (states.TryGetValue((operation.Conversation, ok.Epoch, ok.Rev ?? 0), out var state) && state.Id != operation.Message)
                    yield return new("I4", $"{operation} was given rev {ok.Rev}, which is {state.Id}");
            }
        }
    }

    private static IEnumerable<Violation> TakenBack(Evidence evidence)
    {
        var stored = evidence.StoredById();
        foreach (var message in evidence.Shown.Where(s => evidence.IsOfStore(s.Entry)).GroupBy(s => (s.Entry.Conversation ?? default, s.Item.Id)))
        {
            var newest = message.MaxBy(s => s.Item.Rev);
            var kept = stored[message.Key.Item1].GetValueOrDefault(message.Key.Id);
            if (kept is null || kept.Rev < newest.Item.Rev) yield return new("I4", $"rev {newest.Item.Rev} of message {message.Key.Id} was shown to {newest.Entry.Who} at {newest.Entry.At}, and the store has {(kept is null ? "no such message" : $"rev {kept.Rev}")}");
        }
    }
}
