namespace PeerCircle.Server.Demo;

/// <summary>A clock that shows the hour it is told; timers run as ever.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _hourTicks;

    public DateTimeOffset Hour
    {
        get => new(Interlocked.Read(ref _hourTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _hourTicks, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Hour;
}
