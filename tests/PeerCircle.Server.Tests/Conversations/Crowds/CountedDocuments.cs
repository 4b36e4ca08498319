using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>Documents, with every call counted.</summary>
internal sealed class CountedDocuments(IDocumentStore real, Counts counts) : IDocumentStore
{
    public Task<Stored<T>?> FindAsync<T>(DocumentType<T> type, Guid id, CancellationToken cancellation) where T : Document =>
        CountAsync(nameof(FindAsync), real.FindAsync(type, id, cancellation), _ => 1);

    public Task<IReadOnlyList<Stored<T>>> FindManyAsync<T>(DocumentType<T> type, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) where T : Document =>
        CountAsync(nameof(FindManyAsync), real.FindManyAsync(type, ids, cancellation), found => found.Count);

    public Task<Stored<T>?> FindByKeyAsync<T>(DocumentType<T> type, string key, string value, CancellationToken cancellation) where T : Document =>
        CountAsync(nameof(FindByKeyAsync), real.FindByKeyAsync(type, key, value, cancellation), _ => 1);

    public Task<DocumentPage<T>> ListAsync<T>(DocumentType<T> type, DocumentQuery query, CancellationToken cancellation) where T : Document =>
        CountAsync(nameof(ListAsync), real.ListAsync(type, query, cancellation), page => page.Items.Count);

    public Task<IReadOnlyList<Stored<T>>> ReadChangedAsync<T>(DocumentType<T> type, DateTimeOffset since, int limit, CancellationToken cancellation) where T : Document =>
        CountAsync(nameof(ReadChangedAsync), real.ReadChangedAsync(type, since, limit, cancellation), changed => changed.Count);

    public Task<WriteOutcome> InsertAsync<T>(DocumentType<T> type, T document, CancellationToken cancellation) where T : Document =>
        CountAsync(nameof(InsertAsync), real.InsertAsync(type, document, cancellation), _ => 1);

    public Task<WriteOutcome> ReplaceAsync<T>(DocumentType<T> type, T document, long version, bool quiet, CancellationToken cancellation) where T : Document =>
        CountAsync(nameof(ReplaceAsync), real.ReplaceAsync(type, document, version, quiet, cancellation), _ => 1);

    public Task<WriteOutcome> DeleteAsync<T>(DocumentType<T> type, Guid id, long version, CancellationToken cancellation) where T : Document =>
        CountAsync(nameof(DeleteAsync), real.DeleteAsync(type, id, version, cancellation), _ => 1);

    private async Task<TAnswer> CountAsync<TAnswer>(string method, Task<TAnswer> call, Func<TAnswer, int> itemsOf)
    {
        counts.Add(method, 1, 0);
        var answer = await call;
        counts.Add(method, 0, itemsOf(answer));
        return answer;
    }
}
