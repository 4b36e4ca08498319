using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Conversations;

/// <summary>This node's clock corrected by the store's, and the name of the history that the store holds; both as last read.</summary>
public sealed class StoreClock(TimeProvider time)
{
    private long _offsetTicks;
    private volatile string _epoch = "";

    public string Epoch => _epoch;

    /// <summary>Whole milliseconds.</summary>
    public DateTimeOffset Now => Contracts.Wire.WireTime.WholeMilliseconds(time.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks)));

    /// <summary>Takes over what was read between the two timestamps. True when the epoch is another than before.</summary>
    public bool Adjust(StoreFacts facts, DateTimeOffset asked, DateTimeOffset answered)
    {
        Interlocked.Exchange(ref _offsetTicks, (facts.Now - (asked + ((answered - asked) / 2))).Ticks);
        var changed = _epoch.Length > 0 && _epoch != facts.Epoch;
        _epoch = facts.Epoch;
        return changed;
    }
}
