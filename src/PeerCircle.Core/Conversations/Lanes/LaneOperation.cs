using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>
/// Something to be done to a conversation. Folded again, from the beginning, whenever the head turns out to have moved; so it holds
/// no state of its own but its verdict.
/// </summary>
internal abstract class LaneOperation
{
    /// <summary>Urgent ones are committed at once; the others wait a little to be folded together.</summary>
    public abstract bool IsUrgent { get; }

    /// <summary>About how many bytes it holds while it waits.</summary>
    public virtual int Weight => 256;

    /// <summary>Messages to be read before folding.</summary>
    public virtual IEnumerable<MessageId> Messages => [];

    /// <summary>The message it makes, if any. Read only when a commit finds its id taken: nearly always it is new.</summary>
    public virtual MessageId? Makes => null;

    /// <summary>Members whose participations are to be read before folding.</summary>
    public virtual IEnumerable<MemberId> Members => [];

    /// <summary>Changes the fold, or refuses and changes nothing.</summary>
    public abstract void Apply(Fold fold);

    /// <summary>Answers the caller from the committed fold.</summary>
    public abstract void Complete(Fold fold);

    public abstract void Refuse(Refusal refusal);

    public abstract void Fail(Exception error);
}

/// <summary>An operation that answers a value.</summary>
internal abstract class LaneOperation<T> : LaneOperation
{
    private readonly TaskCompletionSource<Outcome<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Refusal? _refusal;

    public Task<Outcome<T>> Answer => _answer.Task;

    public sealed override void Apply(Fold fold) => _refusal = TryApply(fold);

    public sealed override void Complete(Fold fold) => _answer.TrySetResult(_refusal is { } refusal ? refusal : Value(fold));

    public sealed override void Refuse(Refusal refusal) => _answer.TrySetResult(refusal);

    public sealed override void Fail(Exception error) => _answer.TrySetException(error);

    /// <summary>A refusal leaves the fold as it was.</summary>
    protected abstract Refusal? TryApply(Fold fold);

    /// <summary>The answer, after the numbers are given.</summary>
    protected abstract Outcome<T> Value(Fold fold);
}
