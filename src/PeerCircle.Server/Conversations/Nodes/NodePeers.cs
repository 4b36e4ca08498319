namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>How far this node has heard each of the others, and when. Not for several threads.</summary>
internal sealed class NodePeers(TimeProvider time)
{
    private readonly Dictionary<string, (long Number, long HeardAt)> _heard = [];

    public int Count => _heard.Count;

    /// <summary>Notes a message. False when one before it did not come.</summary>
    public bool Hear(string node, long number)
    {
        var before = _heard.TryGetValue(node, out var heard) ? heard.Number : 0;
        _heard[node] = (Math.Max(before, number), time.GetTimestamp());
        return number - before <= 1;
    }

    /// <summary>One that left in order.</summary>
    public void Forget(string node) => _heard.Remove(node);

    /// <summary>Those not heard for so long are forgotten. Whether there were any.</summary>
    public bool ForgetSilent(TimeSpan silence)
    {
        var silent = _heard.Where(h => time.GetElapsedTime(h.Value.HeardAt) > silence).Select(h => h.Key).ToList();
        foreach (var node in silent) _heard.Remove(node);
        return silent.Count > 0;
    }
}
