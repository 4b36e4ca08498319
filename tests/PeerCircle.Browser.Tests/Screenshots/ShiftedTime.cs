namespace PeerCircle.Browser.Tests.Screenshots;

/// <summary>The real clock, set back by a time that gets shorter: what is said is days old, and timers run as ever.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _backTicks;

    public TimeSpan Back { set => Interlocked.Exchange(ref _backTicks, value.Ticks); }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - TimeSpan.FromTicks(Interlocked.Read(ref _backTicks));
}
