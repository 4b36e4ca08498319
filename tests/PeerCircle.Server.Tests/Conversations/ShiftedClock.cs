namespace PeerCircle.Server.Tests.Conversations;

/// <summary>The real clock, moved forward at will. Timers and elapsed times stay real, so that nothing that waits a moment waits for ever.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long _ticks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
}
