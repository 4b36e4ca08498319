namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>
/// What waits for a lane, in the order it came: urgent operations are taken at once, others when they have waited long enough to be
/// folded together. Bounded by count and bytes; not safe for use by two threads at once.
/// </summary>
internal sealed class LaneQueue
{
    public const int MostOperations = 256;
    public const int MostBytes = 1_048_576;

    private readonly Queue<LaneOperation> _urgent = new();
    private readonly Queue<LaneOperation> _patient = new();
    private int _bytes;

    public bool IsEmpty => _urgent.Count == 0 && _patient.Count == 0;

    public bool HasUrgent => _urgent.Count > 0;

    /// <summary>False when full.</summary>
    public bool TryAdd(LaneOperation operation)
    {
        if (_urgent.Count + _patient.Count >= MostOperations || _bytes + operation.Weight > MostBytes) return false;
        _bytes += operation.Weight;
        (operation.IsUrgent ? _urgent : _patient).Enqueue(operation);
        return true;
    }

    public List<LaneOperation> Take(bool patientToo)
    {
        var taken = new List<LaneOperation>(_urgent);
        _urgent.Clear();
        if (patientToo)
        {
            taken.AddRange(_patient);
            _patient.Clear();
        }
        foreach (var operation in taken) _bytes -= operation.Weight;
        return taken;
    }
}
