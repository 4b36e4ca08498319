namespace PeerCircle.Server.Conversations.Feeds;

/// <summary>
/// When the next push of a conversation is due. What a push costs is the write to each socket, so that fewer are less work: in the long run one each 25 ms, of which four may
/// go out at once after some quiet (the generic cell rate algorithm, ITU-T I.371). What only changes messages that were shown, as cheers do, may wait longer the more are told,
/// so that a crowd does not take the processor from those who talk elsewhere.
/// </summary>
internal sealed class PushPace(TimeProvider time)
{
    /// <summary>Longer, and the processor waits; shorter, and there are more pushes than needed. What is waited for is looked at again this often.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(25);

    /// <summary>While the push before has not left for most: what comes is better kept here once than in each mailbox.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan RestForEachViewer = TimeSpan.FromMicroseconds(50);
    private static readonly TimeSpan Tolerance = 3 * Rest;

    private readonly long _began = time.GetTimestamp();
    private TimeSpan? _lastPush;
    private TimeSpan _usedUntil;

    private TimeSpan Now => time.GetElapsedTime(_began);

    /// <summary>Also of what went on with the push before without a rest, which is charged no more than as much as may go out at once.</summary>
    public void Pushed()
    {
        var now = Now;
        _lastPush = now;
        _usedUntil = TimeSpan.FromTicks(Math.Clamp(_usedUntil.Ticks, now.Ticks, (now + Tolerance).Ticks)) + Rest;
    }

    /// <summary>Not above zero when it is due.</summary>
    /// <param name="hasNews">A message is among it that was not shown yet.</param>
    /// <param name="isBusy">The push before has not left for most.</param>
    public TimeSpan Wait(bool hasNews, bool isBusy, int viewers)
    {
        if (_lastPush is not { } last) return TimeSpan.Zero;
        if (isBusy && Now < last + LongestRest) return Rest;
        var due = hasNews ? _usedUntil - Tolerance : last + TimeSpan.FromTicks(Math.Clamp(RestForEachViewer.Ticks * viewers, Rest.Ticks, LongestRest.Ticks));
        return due - Now;
    }
}
