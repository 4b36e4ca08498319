using System.Diagnostics;
using HdrHistogram;

namespace PeerCircle.Load.Generator;

/// <summary>What came, counted; since the last <see cref="Restart"/> where it is not an error.</summary>
internal sealed class Tally
{
    private const long LongestMicroseconds = 600_000_000;
    private static readonly double TicksPerMicrosecond = Stopwatch.Frequency / 1e6;

    private LongHistogram _waits = new(LongestMicroseconds, 3);

    public long Deliveries { get; private set; }

    public long Acknowledged { get; set; }

    /// <summary>Bytes received, those of WebSocket and TLS-less transport included.</summary>
    public long Bytes { get; set; }

    public long Reads { get; set; }

    public long Refused { get; set; }

    public long Doubled { get; set; }

    /// <summary>Numbers of a sender that were passed over: lost, or out of order.</summary>
    public long Missed { get; set; }

    public void Deliver(long due)
    {
        Deliveries++;
        _waits.RecordValue(Math.Clamp((long)((Stopwatch.GetTimestamp() - due) / TicksPerMicrosecond), 1, LongestMicroseconds));
    }

    /// <summary>Milliseconds from when a message was meant to be sent to its delivery, at a percentile of all deliveries.</summary>
    public double WaitAt(double percentile) => _waits.GetValueAtPercentile(percentile) / 1_000.0;

    public void Restart()
    {
        (Deliveries, Acknowledged, Bytes, Reads) = (0, 0, 0, 0);
        _waits = new(LongestMicroseconds, 3);
    }
}
