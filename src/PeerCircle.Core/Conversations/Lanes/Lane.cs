using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>
/// One conversation's writer on this node: folds whatever queued while the last commit was in flight, and commits it at once. Runs
/// only while there is something to do. Posts never wait; changes of existing messages wait until 25 ms after the last commit, so
/// that a storm of them costs at most 40 revs a second.
/// </summary>
/// <param name="turns">Shared by all lanes of this node: how many may commit at once.</param>
internal sealed class Lane(ConversationId id, LaneCommitter committer, SemaphoreSlim turns, TimeProvider time)
{
    private static readonly TimeSpan FoldTogether = TimeSpan.FromMilliseconds(25);

    private readonly Lock _gate = new();
    private readonly LaneQueue _queue = new();
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LaneState _state = LaneState.Empty;
    private long _moved;
    private Task _work = Task.CompletedTask;
    private long _lastCommit;
    private bool _running;
    private bool _retired;
    private bool _forgotten;

    /// <summary>Whether other nodes go first.</summary>
    public Precedence Precedence { get; } = new(time);

    /// <summary>Ends when nothing is queued any more.</summary>
    public Task Work
    {
        get
        {
            lock (_gate) return _work;
        }
    }

    /// <summary>Queues an operation, in the order called. False when the lane was retired: take another.</summary>
    public bool TryEnqueue(LaneOperation operation)
    {
        lock (_gate)
        {
            if (_retired) return false;
            if (!_queue.TryAdd(operation))
            {
                LaneMeter.Busy.Add(1);
                operation.Refuse(Refusal.Busy);
                return true;
            }
            _arrival.TrySetResult();
            if (_running) return true;
            _running = true;
            _work = Task.Run(RunAsync, CancellationToken.None);
            return true;
        }
    }

    /// <summary>Ends the lane if it is idle; what it keeps is forgotten.</summary>
    public bool TryRetire(TimeSpan idleFor)
    {
        lock (_gate)
        {
            if (_running || !_queue.IsEmpty || time.GetElapsedTime(_lastCommit) < idleFor) return false;
            return _retired = true;
        }
    }

    /// <summary>What was read is read anew before the next commit, as when the store's history was replaced.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _forgotten = true;
        }
    }

    /// <summary>Another node has committed up to here: what was read before is read anew, since a commit on it would fail.</summary>
    public void Moved(long rev, string node)
    {
        lock (_gate) _moved = Math.Max(_moved, rev);
        Precedence.Passed(node);
    }

    private async Task RunAsync()
    {
        var turn = new Turn(turns);
        while (await IsReadyAsync())
        {
            await Precedence.WaitAsync(time.GetTimestamp());
            await turn.TakeAsync();
            try
            {
                _state = await committer.CommitAsync(id, Known(), Take(), Precedence, turn);
                _lastCommit = time.GetTimestamp();
            }
            finally
            {
                turn.Leave();
            }
        }
    }

    private LaneState Known()
    {
        lock (_gate)
        {
            if (_forgotten || _state.Conversation?.Head.Rev < _moved) _state = LaneState.Empty;
            (_forgotten, _moved) = (false, 0);
            return _state;
        }
    }

    private List<LaneOperation> Take()
    {
        lock (_gate) return _queue.Take(patientToo: time.GetElapsedTime(_lastCommit) >= FoldTogether);
    }

    /// <summary>Waits until something is to be committed; false when nothing is queued.</summary>
    private async Task<bool> IsReadyAsync()
    {
        while (true)
        {
            Task arrival;
            TimeSpan wait;
            lock (_gate)
            {
                if (_queue.IsEmpty)
                {
                    return _running = false;
                }
                wait = FoldTogether - time.GetElapsedTime(_lastCommit);
                if (_queue.HasUrgent || wait <= TimeSpan.Zero) return true;
                _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                arrival = _arrival.Task;
            }
            await Task.WhenAny(arrival, Task.Delay(wait, time));
        }
    }
}

/// <summary>What a lane knows between commits.</summary>
internal sealed record LaneState(Conversation? Conversation, Snapshot? Snapshot)
{
    public static LaneState Empty { get; } = new(null, null);
}
