using PeerCircle.Core;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Conversations;

/// <summary>How many hub connections may begin on this node, evenly over time: each costs reads of the store, and after a failure thousands come at once.</summary>
internal sealed class Handshakes(Limits limits, TimeProvider time)
{
    /// <summary>So many may begin at one moment: a tenth of a second's.</summary>
    private readonly int _atOnce = Math.Max(1, limits.HandshakesPerSecond / 10);

    private readonly Bucket _bucket = new(Math.Max(1, limits.HandshakesPerSecond / 10), time.GetUtcNow());

    /// <summary>False when there are too many at a time.</summary>
    public bool TryBegin() => _bucket.TryTake(_atOnce, TimeSpan.FromSeconds((double)_atOnce / limits.HandshakesPerSecond), time.GetUtcNow()) is null;

    /// <summary>One that began came to nothing, and does not count.</summary>
    public void GiveBack() => _bucket.GiveBack();
}
