namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>A word that pushes of other nodes may have been lost.</summary>
internal sealed class HeadDoubt(TimeProvider time)
{
    private volatile TaskCompletionSource _raised = Unraised();

    public void Raise() => _raised.TrySetResult();

    /// <summary>Until it is raised, or was since the last wait; or until the time is over. Whether it was raised.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        var raised = _raised.Task;
        await raised.WaitAsync(atMost, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        if (!raised.IsCompleted) return false;
        _raised = Unraised();
        return true;
    }

    private static TaskCompletionSource Unraised() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
