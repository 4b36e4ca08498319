namespace PeerCircle.Load.Scenarios;

/// <summary>What one process of a system did in one scenario.</summary>
internal sealed record Measurement
{
    public required string System { get; init; }

    public required string Scenario { get; init; }

    /// <summary>Messages that reached a connection, a second.</summary>
    public double DeliveriesPerSecond { get; init; }

    public double AcknowledgedPerSecond { get; init; }

    /// <summary>Milliseconds from when a message was meant to be sent to a delivery of it.</summary>
    public double MedianMs { get; init; }

    public double P99Ms { get; init; }

    /// <summary>Processor time of all servers for each delivery, in microseconds.</summary>
    public double CpuMicroseconds { get; init; }

    /// <summary>Of the servers' processor.</summary>
    public double ServerCores { get; init; }

    /// <summary>Of the processor of everything else: the generator's own thread.</summary>
    public double GeneratorCores { get; init; }

    public double BytesPerDelivery { get; init; }

    /// <summary>How many deliveries came with one read of a socket: what was joined on the way.</summary>
    public double DeliveriesPerRead { get; init; }

    /// <summary>Resident kB for one more idle connection; in the scenario <c>idle</c> alone.</summary>
    public double? KilobytesPerConnection { get; init; }

    /// <summary>Where something goes on beside what is measured: as <see cref="MedianMs"/> was in the same process before it began.</summary>
    public double? MedianBeforeMs { get; init; }

    public double? P99BeforeMs { get; init; }

    /// <summary>In the scenario <c>cheers</c> alone, where deliveries and their delays are those of the other conversations and what is acknowledged are the cheers.</summary>
    public CheersMeasured? Cheers { get; init; }

    /// <summary>Lost, doubled, out of order, refused, or not there within the patience: all of them 0 in a run that counts.</summary>
    public long Faults { get; init; }
}

/// <summary>What cheers at one card did.</summary>
/// <param name="FramesPerSecond">To each watcher.</param>
/// <param name="KilobytesPerFrame">Of all that a watcher without a room is sent.</param>
/// <param name="CheersPerFrame">What was joined on the way: acknowledged cheers for each frame of a watcher.</param>
/// <param name="CommitsPerSecond">To the store, of the card alone.</param>
/// <param name="Accepted">Cheers that were acknowledged, all of them.</param>
/// <param name="Refused">As busy, most likely: so many waited for the card's conversation.</param>
/// <param name="Counted">What the card counts when it is read.</param>
/// <param name="Exact">Watchers whose last push counts the same.</param>
internal sealed record CheersMeasured(
    int Watchers, double FramesPerSecond, double KilobytesPerFrame, double CheersPerFrame, double CommitsPerSecond, long Accepted, long Refused, long Counted, int Exact);
