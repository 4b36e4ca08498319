namespace PeerCircle.Server.Conversations.Feeds;

/// <summary>
/// Whether those who watch a conversation are told once more that somebody types: to tell many is work, and who still types says so again. In the long run each of them costs
/// 200 µs, so that it takes no more than about a tenth of a processor, and after some quiet a quarter of a second of it at once (the generic cell rate algorithm, ITU-T I.371).
/// </summary>
internal sealed class TypingPace(TimeProvider time)
{
    public static readonly TimeSpan ForEachViewer = TimeSpan.FromMicroseconds(200);
    public static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(250);

    private readonly long _began = time.GetTimestamp();
    private TimeSpan _usedUntil;

    /// <summary>True counts as told.</summary>
    public bool Tell(int viewers)
    {
        var now = time.GetElapsedTime(_began);
        if (_usedUntil > now + Tolerance) return false;
        _usedUntil = (_usedUntil > now ? _usedUntil : now) + (viewers * ForEachViewer);
        return true;
    }
}
