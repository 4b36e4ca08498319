namespace PeerCircle.Client.Wire;

/// <summary>
/// Says that something is new, without saying what: who waits looks for itself, so that any number of changes are one. Take
/// <see cref="Next"/> before looking. Firing runs nobody's code.
/// </summary>
internal sealed class Pulse
{
    private TaskCompletionSource? _next;

    public Task Next
    {
        get
        {
            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref _next, fresh, null) ?? fresh).Task;
        }
    }

    public void Fire() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
