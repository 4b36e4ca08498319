using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>
/// What waits to be told to the other nodes, in order. Nothing here waits for Redis: what comes while a message is on its way goes with the next. Without Redis, or past its
/// bound, it is dropped, and the numbers say so: the others compare with the store then.
/// </summary>
internal sealed class NodeOutbox : IDisposable
{
    public const int MostWaiting = 10_000;

    /// <summary>So that a message stays small; one set of changes always fits.</summary>
    private const int MostTogether = 64;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _isSome = new(0, 1);
    private readonly Queue<Changes> _changes = new();
    private readonly Queue<ReadMoved> _moved = new();
    private readonly Queue<TypingNotice> _typing = new();
    private readonly Queue<MemberId> _present = new();
    private bool _isOpen;
    private bool _isDropped;
    private bool _isBeatDue;
    private long _number;

    /// <summary>Names this life of the process.</summary>
    public string Node { get; } = Guid.CreateVersion7().ToString("N");

    public void Add(Changes changes) => Add(_changes, changes);

    public void Add(ReadMoved moved) => Add(_moved, moved);

    public void Add(TypingNotice typing) => Add(_typing, typing);

    /// <summary>Members who are present in another way than before.</summary>
    public void Add(IEnumerable<MemberId> present)
    {
        foreach (var member in present) Add(_present, member);
    }

    /// <summary>A message goes out even if there is nothing to tell.</summary>
    public void Beat()
    {
        lock (_gate)
        {
            _isBeatDue = _isOpen;
            Wake();
        }
    }

    public void Open()
    {
        lock (_gate) _isOpen = true;
    }

    public void Close()
    {
        lock (_gate)
        {
            _isOpen = false;
            Drop();
        }
    }

    /// <summary>Waits for something to tell.</summary>
    public async Task<NodeMessage> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _isSome.WaitAsync(cancellation);
            if (Take() is { } message) return message;
        }
    }

    public void Dispose() => _isSome.Dispose();

    private int Waiting => _changes.Count + _moved.Count + _typing.Count + _present.Count;

    private void Add<T>(Queue<T> queue, T item)
    {
        lock (_gate)
        {
            if (_isOpen && Waiting < MostWaiting) queue.Enqueue(item);
            else Drop();
            Wake();
        }
    }

    private void Drop()
    {
        _changes.Clear();
        _moved.Clear();
        _typing.Clear();
        _present.Clear();
        _isDropped = true;
    }

    private NodeMessage? Take()
    {
        lock (_gate)
        {
            if (!_isOpen || (Waiting == 0 && !_isBeatDue)) return null;
            _number += _isDropped ? 2 : 1;
            _isDropped = _isBeatDue = false;
            var message = new NodeMessage(Node, _number, Take(_changes), Take(_moved), Take(_typing), Take(_present));
            if (Waiting > 0) Wake();
            return message;
        }
    }

    private static List<T> Take<T>(Queue<T> queue)
    {
        var taken = new List<T>();
        while (taken.Count < MostTogether && queue.TryDequeue(out var item)) taken.Add(item);
        return taken;
    }

    private void Wake()
    {
        if (_isSome.CurrentCount == 0) _isSome.Release();
    }
}
