namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>A lane's turn to commit, of those that a node gives at once.</summary>
internal sealed class Turn(SemaphoreSlim turns)
{
    /// <summary>Turns are to save work, not to let those wait whose store would answer, or refuse, because it does not answer others.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private bool _isMine;

    /// <summary>Returns without it after a while.</summary>
    public async Task TakeAsync() => _isMine = await turns.WaitAsync(LongestWait);

    public void Leave()
    {
        if (_isMine) turns.Release();
        _isMine = false;
    }
}
