namespace PeerCircle.Faults.Tests.Invariants;

/// <summary>The bounds that some invariants need.</summary>
/// <param name="ReachedWithin">From when everything works again until every connected client knows everything.</param>
/// <param name="RemovedWithin">From the answer that a member takes part no longer until they are told nothing more.</param>
/// <param name="MostBytes">That a server's process may take; absent = not looked at.</param>
internal sealed record Limits(TimeSpan ReachedWithin, TimeSpan RemovedWithin, long? MostBytes = null)
{
    /// <summary>What is promised.</summary>
    public static Limits Promised { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2));

    /// <summary>Twice what is promised: the machine may be busy.</summary>
    public static Limits Patient { get; } = new(Promised.ReachedWithin * 2, Promised.RemovedWithin * 2);
}
