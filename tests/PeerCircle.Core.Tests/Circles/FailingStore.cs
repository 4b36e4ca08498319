using System.Reflection;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using Xunit;

namespace PeerCircle.Core.Tests.Circles;

public enum FailureKind
{
    /// <summary>The write is kept and nothing works any more, as when the process dies.</summary>
    Crash,

    /// <summary>The write is kept, its answer is lost; then all is well again.</summary>
    Doubt,

    /// <summary>The write is not kept; then all is well again.</summary>
    Outage,
}

internal static class FailureKinds
{
    /// <summary>Each flow with each kind.</summary>
    public static TheoryData<string, FailureKind> Of(IEnumerable<string> flows) => [.. flows.SelectMany(f => Enum.GetValues<FailureKind>().Select(k => (f, k)))];
}

/// <summary>A real store that fails at its n-th write, from 1.</summary>
public sealed class FailingStore : IStore
{
    private readonly IStore _store;
    private readonly int _failAt;
    private readonly FailureKind _kind;
    private int _writes;
    private volatile bool _dead;

    public FailingStore(IStore store, int failAt, FailureKind kind)
    {
        (_store, _failAt, _kind) = (store, failAt, kind);
        Conversations = DispatchProxy.Create<IConversationLog, FailingLog>();
        ((FailingLog)Conversations).Store = this;
        Documents = new FailingDocuments(store.Documents, this);
    }

    public IConversationLog Conversations { get; }

    public IDocumentStore Documents { get; }

    /// <summary>Whether so many writes were asked for at all.</summary>
    public bool Failed => _writes >= _failAt;

    /// <summary>Asks as a client does that may get no answer.</summary>
    public static async Task TryAsync(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (Exception outage) when (outage is StoreUnavailableException or OutcomeUnknownException)
        {
            // The client sees no answer.
        }
    }

    public Task OpenAsync(StoreHold hold, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StoreFacts> ReadFactsAsync(CancellationToken cancellation) => _store.ReadFactsAsync(cancellation);

    public Task<int> CountHoldersAsync(CancellationToken cancellation) => _store.CountHoldersAsync(cancellation);

    public Task RenewEpochAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private T Read<T>(Func<T> read) => _dead ? throw new StoreUnavailableException("The process is dead.") : read();

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        if (_dead) throw new StoreUnavailableException("The process is dead.");
        var fails = Interlocked.Increment(ref _writes) == _failAt;
        if (fails && _kind == FailureKind.Outage) throw new StoreUnavailableException("Not written.");
        var answer = await write();
        if (!fails) return answer;
        _dead = _kind == FailureKind.Crash;
        throw _dead ? new StoreUnavailableException("The process died after this write.") : new OutcomeUnknownException("Written, and the answer is lost.");
    }

    /// <summary>Stands before the log; all but commits are reads here.</summary>
    public class FailingLog : DispatchProxy
    {
        public FailingStore? Store { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var real = Store!._store.Conversations;
            return targetMethod!.Name == nameof(IConversationLog.CommitAsync)
                ? Store.WriteAsync(() => real.CommitAsync((Commit)args![0]!, (CancellationToken)args[1]!))
                : Store.Read(() => targetMethod.Invoke(real, BindingFlags.DoNotWrapExceptions, null, args, null));
        }
    }

    private sealed class FailingDocuments(IDocumentStore real, FailingStore store) : IDocumentStore
    {
        public Task<Stored<T>?> FindAsync<T>(DocumentType<T> type, Guid id, CancellationToken cancellation) where T : Document =>
            store.Read(() => real.FindAsync(type, id, cancellation));

        public Task<IReadOnlyList<Stored<T>>> FindManyAsync<T>(DocumentType<T> type, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) where T : Document =>
            store.Read(() => real.FindManyAsync(type, ids, cancellation));

        public Task<Stored<T>?> FindByKeyAsync<T>(DocumentType<T> type, string key, string value, CancellationToken cancellation) where T : Document =>
            store.Read(() => real.FindByKeyAsync(type, key, value, cancellation));

        public Task<DocumentPage<T>> ListAsync<T>(DocumentType<T> type, DocumentQuery query, CancellationToken cancellation) where T : Document =>
            store.Read(() => real.ListAsync(type, query, cancellation));

        public Task<IReadOnlyList<Stored<T>>> ReadChangedAsync<T>(DocumentType<T> type, DateTimeOffset since, int limit, CancellationToken cancellation) where T : Document =>
            store.Read(() => real.ReadChangedAsync(type, since, limit, cancellation));

        public Task<WriteOutcome> InsertAsync<T>(DocumentType<T> type, T document, CancellationToken cancellation) where T : Document =>
            store.WriteAsync(() => real.InsertAsync(type, document, cancellation));

        public Task<WriteOutcome> ReplaceAsync<T>(DocumentType<T> type, T document, long version, bool quiet, CancellationToken cancellation) where T : Document =>
            store.WriteAsync(() => real.ReplaceAsync(type, document, version, quiet, cancellation));

        public Task<WriteOutcome> DeleteAsync<T>(DocumentType<T> type, Guid id, long version, CancellationToken cancellation) where T : Document =>
            store.WriteAsync(() => real.DeleteAsync(type, id, version, cancellation));
    }
}
