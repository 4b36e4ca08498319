namespace PeerCircle.Core.Tests.Goals;

/// <summary>Stands still until it is moved; timers and elapsed times are real, so that nothing that waits a moment waits for ever.</summary>
internal sealed class MovedClock(DateTimeOffset start) : TimeProvider
{
    private long _moved;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(Interlocked.Read(ref _moved));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _moved, by.Ticks);
}
