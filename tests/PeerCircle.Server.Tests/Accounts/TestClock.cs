namespace PeerCircle.Server.Tests.Accounts;

/// <summary>
/// A clock that stands still until it is moved. Its timers are real: one that rings every second would ring millions of times when a
/// clock with timers of its own is moved by a month.
/// </summary>
public sealed class TestClock : TimeProvider
{
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private long _moved;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(Interlocked.Read(ref _moved));

    public override long GetTimestamp() => Interlocked.Read(ref _moved);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _moved, by.Ticks);
}
