namespace PeerCircle.Faults.Tests.Invariants;

/// <summary>What a history shows that must never be.</summary>
/// <param name="Invariant">Its name, I1 to I12.</param>
internal sealed record Violation(string Invariant, string What)
{
    public override string ToString() => $"{Invariant}: {What}";
}
