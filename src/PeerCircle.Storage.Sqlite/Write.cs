namespace PeerCircle.Storage.Sqlite;

/// <summary>One write on its way through the writer. Until the writer takes it, its caller may withdraw it.</summary>
internal abstract class Write
{
    private const int Waiting = 0, Taken = 1, Withdrawn = 2;

    private int _state;

    public bool Take() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    public bool Withdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) == Waiting;

    /// <summary>Does the work within the batch's transaction; again when another of the batch failed and all was undone.</summary>
    public abstract void Apply(Session session);

    /// <summary>Tells the caller what became of it: after the commit.</summary>
    public abstract void Settle();

    /// <summary>Tells the caller why it is undone.</summary>
    public abstract void Fail(Exception failure);
}

internal sealed class Write<T>(Func<Session, T> work) : Write
{
    // Callers go on elsewhere: the writer's thread has the next batch to do.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private T? _result;

    public Task<T> Answer => _answer.Task;

    public override void Apply(Session session) => _result = work(session);

    public override void Settle() => _answer.TrySetResult(_result!);

    public override void Fail(Exception failure) => _answer.TrySetException(failure);

    public void Cancel(CancellationToken cancellation)
    {
        if (Withdraw())
            _answer.TrySetCanceled(cancellation);
    }
}
