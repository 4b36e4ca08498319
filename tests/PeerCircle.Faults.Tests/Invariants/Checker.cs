using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Invariants;

/// <summary>Holds a history against the twelve invariants.</summary>
internal static class Checker
{
    /// <summary>Everything that a history shows and that must never be; empty when all is well.</summary>
    public static IReadOnlyList<Violation> Check(IReadOnlyList<Entry> history, Limits limits)
    {
        var evidence = new Evidence(history);
        return [.. Kept.Check(evidence), .. Numbers.Check(evidence), .. Order.Check(evidence), .. Views.Check(evidence, limits)];
    }
}
