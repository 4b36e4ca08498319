using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Invariants;

/// <summary>I7: posts of one connection are numbered in the order sent. I8: what was acknowledged before something else began has the lower rev.</summary>
internal static class Order
{
    public static IEnumerable<Violation> Check(Evidence evidence) => [.. Overtaken(evidence), .. BackInTime(evidence)];

    private static IEnumerable<Violation> Overtaken(Evidence evidence)
    {
        // What was repeated went another way.
        var sent = evidence.Lasting.Where(o => o is { Act: Act.Post, Attempts: 1 }).GroupBy(o => (o.Who, o.Conversation, o.Line));
        foreach (var line in sent)
        {
            Operation? before = null;
            foreach (var operation in line.OrderBy(o => o.InvokedAt))
            {
                if (before?.Ok?.Seq > operation.Ok?.Seq) yield return new("I7", $"{operation} has seq {operation.Ok?.Seq}, and {before}, sent before it on the same connection, has {before.Ok?.Seq}");
                before = operation;
            }
        }
    }

    private static IEnumerable<Violation> BackInTime(Evidence evidence)
    {
        foreach (var conversation in evidence.Lasting.GroupBy(o => o.Conversation))
        {
            var ended = conversation.OrderBy(o => o.Ok?.At).ToList();
            var (next, highest) = (0, default(Operation));
            foreach (var operation in conversation.OrderBy(o => o.InvokedAt))
            {
                for (; next < ended.Count && ended[next].Ok?.At < operation.InvokedAt; next++)
                {
                    if (highest is null || ended[next].Ok?.Rev > highest.Ok?.Rev) highest = ended[next];
                }
                if (highest?.Ok?.Rev >= operation.Ok?.Rev) yield return new("I8", $"{operation} has rev {operation.Ok?.Rev}, and {highest}, acknowledged at {highest.Ok?.At}, has {highest.Ok?.Rev}");
            }
        }
    }
}
