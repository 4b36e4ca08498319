using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Tests.Accounts;

/// <summary>The process died here.</summary>
public sealed class CrashException : Exception;

/// <summary>A store whose caller dies at its n-th write, just before it or just after it; and at every one thereafter.</summary>
public sealed class CrashingStore(IDocumentStore store, int at, bool after) : IDocumentStore
{
    private int _writes;

    /// <summary>Whether the process lived through all it had to write.</summary>
    public bool Lived => _writes < at;

    public Task<Stored<T>?> FindAsync<T>(DocumentType<T> type, Guid id, CancellationToken cancellation) where T : Document => store.FindAsync(type, id, cancellation);

    public Task<IReadOnlyList<Stored<T>>> FindManyAsync<T>(DocumentType<T> type, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) where T : Document => store.FindManyAsync(type, ids, cancellation);

    public Task<Stored<T>?> FindByKeyAsync<T>(DocumentType<T> type, string key, string value, CancellationToken cancellation) where T : Document => store.FindByKeyAsync(type, key, value, cancellation);

    public Task<DocumentPage<T>> ListAsync<T>(DocumentType<T> type, DocumentQuery query, CancellationToken cancellation) where T : Document => store.ListAsync(type, query, cancellation);

    public Task<IReadOnlyList<Stored<T>>> ReadChangedAsync<T>(DocumentType<T> type, DateTimeOffset since, int limit, CancellationToken cancellation) where T : Document => store.ReadChangedAsync(type, since, limit, cancellation);

    public Task<WriteOutcome> InsertAsync<T>(DocumentType<T> type, T document, CancellationToken cancellation) where T : Document =>
        WriteAsync(() => store.InsertAsync(type, document, cancellation));

    public Task<WriteOutcome> ReplaceAsync<T>(DocumentType<T> type, T document, long version, bool quiet, CancellationToken cancellation) where T : Document =>
        WriteAsync(() => store.ReplaceAsync(type, document, version, quiet, cancellation));

    public Task<WriteOutcome> DeleteAsync<T>(DocumentType<T> type, Guid id, long version, CancellationToken cancellation) where T : Document =>
        WriteAsync(() => store.DeleteAsync(type, id, version, cancellation));

    private async Task<WriteOutcome> WriteAsync(Func<Task<WriteOutcome>> write)
    {
        var count = ++_writes;
        if (count < at) return await write();
        if (count == at && after) await write();
        throw new CrashException();
    }
}
