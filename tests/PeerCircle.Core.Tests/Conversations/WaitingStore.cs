using System.Reflection;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Tests.Conversations;

/// <summary>A real store whose commits wait until they are let or until something has happened, and where something else may happen before reactions are read.</summary>
public sealed class WaitingStore : IStore
{
    private readonly IStore _store;
    private readonly TaskCompletionSource _let = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    public WaitingStore(IStore store)
    {
        _store = store;
        Conversations = DispatchProxy.Create<IConversationLog, WaitingLog>();
        ((WaitingLog)Conversations).Store = this;
    }

    public IConversationLog Conversations { get; }

    public IDocumentStore Documents => _store.Documents;

    /// <summary>Happens once, before the next reading of reactions.</summary>
    public Func<Task>? BeforeReactions { get; set; }

    /// <summary>Happens before every commit; these are not let one by one then.</summary>
    public Func<Commit, Task>? BeforeCommit { get; set; }

    /// <summary>Commits that came and wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void LetCommit() => _let.TrySetResult();

    public Task OpenAsync(StoreHold hold, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StoreFacts> ReadFactsAsync(CancellationToken cancellation) => _store.ReadFactsAsync(cancellation);

    public Task<int> CountHoldersAsync(CancellationToken cancellation) => _store.CountHoldersAsync(cancellation);

    public Task RenewEpochAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _waiting);
        await (BeforeCommit?.Invoke(commit) ?? _let.Task).WaitAsync(cancellation);
        return await _store.Conversations.CommitAsync(commit, cancellation);
    }

    private async Task<IReadOnlyList<ReactionRow>> FindReactionsAsync(Func<Task<IReadOnlyList<ReactionRow>>> find)
    {
        var (before, _) = (BeforeReactions, BeforeReactions = null);
        if (before is not null) await before();
        return await find();
    }

    /// <summary>Stands before the log; all else goes straight through.</summary>
    public class WaitingLog : DispatchProxy
    {
        public WaitingStore? Store { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IConversationLog.CommitAsync) => Store!.CommitAsync((Commit)args![0]!, (CancellationToken)args[1]!),
            nameof(IConversationLog.FindReactionsAsync) => Store!.FindReactionsAsync(() => (Task<IReadOnlyList<ReactionRow>>)Through(targetMethod, args)!),
            _ => Through(targetMethod, args),
        };

        private object? Through(MethodInfo method, object?[]? args) => method.Invoke(Store!._store.Conversations, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
