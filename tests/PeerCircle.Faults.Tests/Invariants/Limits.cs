namespace PeerCircle.Faults.Tests.Invariants;

/// <summary>The bounds that some invariants need.</summary>
/// <param name="ReachedWithin">From when everything works again until every connected client knows everything.</param>
/// <param name="RemovedWithin">From the answer that a member takes part no longer until they are told nothing more.</param>
/// <param name="MostBytes">That a server's process may take; absent = not looked at.</param>
internal sealed record Limits(TimeSpan ReachedWithin, TimeSpan RemovedWithin, long? MostBytes = null)
{
    /// <summary>What is promised; and a gigabyte, several times what a server takes here.</summary>
    public static Limits Promised { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), MostBytes: 1L << 30);

    /// <summary>Twice what is promised: the machine may be busy.</summary>
    public static Limits Patient { get; } = Promised with { ReachedWithin = Promised.ReachedWithin * 2, RemovedWithin = Promised.RemovedWithin * 2 };
}
