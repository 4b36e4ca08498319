using System.Reflection;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Tests.Circles;

/// <summary>
/// A real store that fails around its n-th write. As <see cref="FailureKind.Crash"/> that write is kept and nothing works any more, as when the
/// process dies; as <see cref="FailureKind.Doubt"/> it is kept and its answer lost; as <see cref="FailureKind.Outage"/> it is not kept. The last two pass.
/// </summary>
public sealed class FailingStore : IStore
{
    private readonly IStore _store;
    private readonly int _failAt;
    private readonly FailureKind _kind;
    private int _writes;
    private volatile bool _dead;

    /// <param name="failAt">From 1; a crash at 0 lets nothing through at all.</param>
    public FailingStore(IStore store, int failAt, FailureKind kind)
    {
        (_store, _failAt, _kind, _dead) = (store, failAt, kind, failAt == 0);
        Conversations = Around(store.Conversations);
        Documents = Around(store.Documents);
    }

    public IConversationLog Conversations { get; }

    public IDocumentStore Documents { get; }

    /// <summary>Whether so many writes were asked for at all.</summary>
    public bool Failed => _dead || _writes >= _failAt;

    public Task OpenAsync(StoreHold hold, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StoreFacts> ReadFactsAsync(CancellationToken cancellation) => _store.ReadFactsAsync(cancellation);

    public Task RenewEpochAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private object? Invoke(object real, MethodInfo method, object?[]? arguments)
    {
        if (_dead) throw new StoreUnavailableException("The process is dead.");
        var writes = method.Name is "CommitAsync" or "InsertAsync" or "ReplaceAsync" or "DeleteAsync";
        var fails = writes && Interlocked.Increment(ref _writes) == _failAt;
        if (fails && _kind == FailureKind.Outage) throw new StoreUnavailableException("Not written.");
        var answer = method.Invoke(real, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        if (!fails) return answer;
        ((Task)answer!).GetAwaiter().GetResult();
        if (_kind == FailureKind.Doubt) throw new OutcomeUnknownException("Written, and the answer is lost.");
        _dead = true;
        throw new StoreUnavailableException("The process died after this write.");
    }

    private T Around<T>(T real) where T : class
    {
        var made = DispatchProxy.Create<T, Wrapper>();
        var wrapper = (Wrapper)(object)made;
        (wrapper.Real, wrapper.Store) = (real, this);
        return made;
    }

    /// <summary>Stands before one port of the store.</summary>
    public class Wrapper : DispatchProxy
    {
        public object? Real { get; set; }

        public FailingStore? Store { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Store!.Invoke(Real!, targetMethod!, args);
    }
}

public enum FailureKind { Crash, Doubt, Outage }
