using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Client.Wire;

/// <summary>What was said about a connection while it lasted, and whether it should be left.</summary>
internal sealed class LinkLife
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Why the session ended, if the server said that it did.</summary>
    public SessionEndReason? Ended { get; private set; }

    /// <summary>Not to be replaced before, if the server said when.</summary>
    public DateTimeOffset? ReconnectAt { get; set; }

    public Task Left => _left.Task;

    public void End(SessionEndReason reason)
    {
        Ended = reason;
        Leave();
    }

    public void Leave() => _left.TrySetResult();
}
