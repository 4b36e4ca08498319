using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>
/// What waits to be told to the other nodes, in order. Nothing here waits for Redis: what comes while a message is on its way goes with the next. Without Redis, or past its
/// bound, it is dropped, and the numbers say so: the others compare with the store then. Typing is dropped first, and missed by nobody.
/// </summary>
internal sealed class NodeOutbox : IDisposable
{
    public const int MostWaiting = 10_000;
    public const int MostTyping = 256;

    private const int MostPresent = 10_000;
    private const int MostSpent = 10_000;

    /// <summary>So that a message stays far below what Redis lets a subscriber fall behind; one item always fits.</summary>
    private const int CharactersTogether = 500_000;

    /// <summary>What an item needs beside its text, about.</summary>
    private const int CharactersEach = 300;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _isSome = new(0, 1);
    private readonly Queue<Changes> _changes = new();
    private readonly Queue<ReadMoved> _moved = new();
    private readonly Queue<TypingNotice> _typing = new();
    private readonly Queue<MemberId> _present = new();
    private readonly Queue<RateSpent> _spent = new();
    private readonly Dictionary<ConversationId, Outpaced> _outpaced = [];
    private bool _isOpen;
    private bool _isDropped;
    private bool _isBeatDue;
    private long _number;

    /// <summary>Names this life of the process.</summary>
    public string Node { get; } = Guid.CreateVersion7().ToString("N");

    public void Add(Changes changes)
    {
        lock (_gate)
        {
            // It was let pass, or passed by itself: who is asked after its commit would wait for nothing.
            _outpaced.Remove(changes.ConversationId);
            Add(_changes, changes);
        }
    }

    public void Add(ReadMoved moved) => Add(_moved, moved);

    public void Add(TypingNotice typing)
    {
        lock (_gate)
        {
            if (!_isOpen || _typing.Count >= MostTyping) return;
            _typing.Enqueue(typing);
            Wake();
        }
    }

    /// <summary>Members who are present in another way than before. Of too many the rest is found by looking, which every node does now and then.</summary>
    public void Add(IEnumerable<MemberId> present)
    {
        lock (_gate)
        {
            if (!_isOpen) return;
            foreach (var member in present.Take(MostPresent - _present.Count)) _present.Enqueue(member);
            Wake();
        }
    }

    /// <summary>What was taken of limits. It goes with the message of the next second; what is too much is not told, and lets somebody through.</summary>
    public void Add(IEnumerable<RateSpent> spent)
    {
        lock (_gate)
        {
            if (!_isOpen) return;
            foreach (var some in spent.Take(MostSpent - _spent.Count)) _spent.Enqueue(some);
        }
    }

    /// <summary>A conversation to which others are asked to let this node commit first.</summary>
    public void Add(Outpaced outpaced)
    {
        lock (_gate)
        {
            if (!_isOpen || _outpaced.Count >= MostWaiting) return;
            _outpaced[outpaced.Conversation] = outpaced;
            Wake();
        }
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
            if (TryTake() is { } message) return message;
        }
    }

    /// <summary>Null when there is nothing to tell.</summary>
    public NodeMessage? TryTake()
    {
        lock (_gate)
        {
            if (!_isOpen || (Waiting + _typing.Count + _present.Count + _outpaced.Count == 0 && !_isBeatDue)) return null;
            _isBeatDue = false;
            var changes = Take(_changes, c => c.Messages.Sum(m => CharactersEach + (m.Text?.Length ?? 0)));
            var message = new NodeMessage(Node, Next(), changes, Take(_moved, _ => 0), Take(_typing, _ => 0), Take(_present, _ => 0), IsLast: false) { Spent = Take(_spent, s => s.Key.Length), Outpaced = [.. _outpaced.Values] };
            _outpaced.Clear();
            if (Waiting + _present.Count > 0) Wake();
            return message;
        }
    }

    /// <summary>After which nothing comes from this node any more.</summary>
    public NodeMessage Farewell()
    {
        lock (_gate) return new NodeMessage(Node, Next(), [], [], [], [], IsLast: true);
    }

    public void Dispose() => _isSome.Dispose();

    private int Waiting => _changes.Count + _moved.Count;

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
        _spent.Clear();
        _outpaced.Clear();
        _isDropped = true;
    }

    private long Next()
    {
        _number += _isDropped ? 2 : 1;
        _isDropped = false;
        return _number;
    }

    private static List<T> Take<T>(Queue<T> queue, Func<T, int> charactersOf)
    {
        var taken = new List<T>();
        for (var characters = 0; characters < CharactersTogether && queue.TryDequeue(out var item); taken.Add(item)) characters += CharactersEach + charactersOf(item);
        return taken;
    }

    private void Wake()
    {
        if (_isSome.CurrentCount == 0) _isSome.Release();
    }
}
