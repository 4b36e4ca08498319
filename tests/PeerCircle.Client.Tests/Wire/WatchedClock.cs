using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace PeerCircle.Client.Tests.Wire;

/// <summary>A clock that moves when told to, and tells when somebody has begun to wait, so that no test has to guess.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, SemaphoreSlim> _begun = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Begun(dueTime).Release();
        return timer;
    }

    /// <summary>Once somebody waits for that long, lets it pass. Each wait counts once.</summary>
    public async Task PassAsync(TimeSpan wait)
    {
        await WaitedForAsync(wait);
        Advance(wait);
    }

    /// <summary>Ends when somebody waits for that long.</summary>
    public Task WaitedForAsync(TimeSpan wait) => Begun(wait).WaitAsync(TestContext.Current.CancellationToken).Within();

    private SemaphoreSlim Begun(TimeSpan wait) => _begun.GetOrAdd(wait, static _ => new SemaphoreSlim(0));
}

internal static class Deadline
{
    /// <summary>Waits for an event, at most 20 seconds of the wall clock.</summary>
    public static Task Within(this Task task) => task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public static Task<T> Within<T>(this ValueTask<T> task) => task.AsTask().Within();
}
