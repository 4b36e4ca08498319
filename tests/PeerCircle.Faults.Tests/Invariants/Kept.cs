using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Invariants;

/// <summary>I1: what was acknowledged is in the final state. I2: every operation was applied at most once. I12: what was refused never appears.</summary>
internal static class Kept
{
    public static IEnumerable<Violation> Check(Evidence evidence) => [.. Lost(evidence), .. Doubled(evidence), .. Contradicted(evidence)];

    private static IEnumerable<Violation> Lost(Evidence evidence)
    {
        var stored = evidence.StoredById();
        var ofMessage = evidence.Operations.ToLookup(o => (o.Conversation, o.Message));
        foreach (var operation in evidence.Lasting)
        {
            if (operation.Ok is not { } ok) continue;
            var lost = stored[operation.Conversation].TryGetValue(operation.Message, out var item) ? Missing(operation, ok, item, [.. ofMessage[(operation.Conversation, operation.Message)]]) : "the message is not there";
            if (lost is not null) yield return new("I1", $"{operation}, acknowledged at {ok.At} with rev {ok.Rev}: {lost}");
        }
    }

    private static string? Missing(Operation operation, Entry ok, Item item, List<Operation> ofMessage)
    {
        if (item.Rev < ok.Rev) return $"it has rev {item.Rev}";
        if (operation.Act == Act.Post && item.Seq != ok.Seq) return $"it has seq {item.Seq}, not {ok.Seq}";
        if (operation.Act == Act.Delete) return item.Gone ? null : "it is not deleted";
        if (item.Gone) return ofMessage.Exists(o => o.Act == Act.Delete) ? null : "nobody deleted it, and it is deleted";
        if (item.By != operation.By && operation.Act != Act.React) return $"it is {item.By}'s";
        return operation.Act switch
        {
            Act.React => MissingReaction(operation, item, ofMessage),
            // Of what is not surely older any may be last.
            _ => ofMessage.Exists(o => o.Body == item.Body && (o == operation || (o.Act == Act.Edit && (o.Ok is not { } other || other.At >= operation.InvokedAt)))) ? null : $"its text is {item.Body}",
        };
    }

    private static string? MissingReaction(Operation operation, Item item, List<Operation> ofMessage)
    {
        var isThere = item.Reactions?.Contains(Item.Reaction(operation.Emoji ?? "", operation.By)) is true;
        if (isThere == operation.On) return null;
        var mayBeUndone = ofMessage.Exists(o => o.Act == Act.React && o.By == operation.By && o.Emoji == operation.Emoji && o.On != operation.On && !o.IsBefore(operation));
        return mayBeUndone ? null : $"the reaction is {(isThere ? "there" : "not there")}";
    }

    private static IEnumerable<Violation> Doubled(Evidence evidence)
    {
        foreach (var operation in evidence.Operations)
        {
            foreach (var other in operation.Acknowledged.Skip(1).Where(o => operation.Act == Act.Post && (o.Rev, o.Seq) != (operation.Ok?.Rev, operation.Ok?.Seq)))
                yield return new("I2", $"{operation} was answered ({operation.Ok?.Rev}, {operation.Ok?.Seq}) and ({other.Rev}, {other.Seq})");
        }
        var posted = evidence.Operations.Where(o => o.Act == Act.Post).Select(o => (o.Conversation, o.Message)).ToHashSet();
        foreach (var (conversation, entry) in evidence.Stored)
        {
            foreach (var same in (entry.Items ?? []).GroupBy(i => i.Id).Where(g => g.Count() > 1)) yield return new("I2", $"message {same.Key} is {same.Count()} times in {conversation}");
            foreach (var item in (entry.Items ?? []).Where(i => !i.System && !posted.Contains((conversation, i.Id)))) yield return new("I2", $"message {item.Id} is in {conversation}, and nobody posted it");
        }
        foreach (var message in evidence.Shown.Where(s => evidence.IsOfStore(s.Entry)).GroupBy(s => (s.Entry.Conversation, s.Item.Id)))
        {
            if (message.Select(s => s.Item.Seq).Distinct().Skip(1).Any()) yield return new("I2", $"message {message.Key.Id} was shown under several seqs");
            if (Returned(message.Select(s => s.Item)) is { } body) yield return new("I2", $"message {message.Key.Id} got text {body} twice, with another one between");
        }
    }

    /// <summary>A text that was there, then was not, then was again: every text is set once.</summary>
    private static string? Returned(IEnumerable<Item> states)
    {
        var runs = new List<string?>();
        foreach (var state in states.Where(s => !s.Gone).OrderBy(s => s.Rev))
        {
            if (runs.Count == 0 || runs[^1] != state.Body) runs.Add(state.Body);
        }
        return runs.GroupBy(r => r).FirstOrDefault(g => g.Count() > 1)?.Key;
    }

    private static IEnumerable<Violation> Contradicted(Evidence evidence)
    {
        var refused = evidence.Operations.Where(o => o.Refused is { Code: not ErrorCodes.MessageIdTaken } && o.Act is Act.Post or Act.Edit).ToList();
        if (refused.Count == 0) yield break;
        var shown = evidence.Shown.Where(s => s.Item.Body is not null).Select(s => (s.Entry.Conversation, s.Item.Id, s.Item.Body)).ToHashSet();
        foreach (var operation in refused.Where(o => shown.Contains((o.Conversation, o.Message, o.Body))))
            yield return new("I12", $"{operation} was refused with {operation.Refused?.Code} at {operation.Refused?.At}, and it is there");
    }
}
