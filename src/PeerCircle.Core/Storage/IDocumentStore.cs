namespace PeerCircle.Core.Storage;

/// <summary>
/// Small aggregates by id, unique key and declared index. Features wrap it in functions with names of their own. Reads see every
/// write acknowledged before they began. All throw <see cref="StoreUnavailableException"/> when nothing was done, and writes
/// <see cref="OutcomeUnknownException"/> when that is not known.
/// </summary>
public interface IDocumentStore
{
    Task<Stored<T>?> FindAsync<T>(DocumentType<T> type, Guid id, CancellationToken cancellation) where T : Document;

    /// <summary>Those that exist, in no order. At most 1,000 ids.</summary>
    Task<IReadOnlyList<Stored<T>>> FindManyAsync<T>(DocumentType<T> type, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) where T : Document;

    Task<Stored<T>?> FindByKeyAsync<T>(DocumentType<T> type, string key, string value, CancellationToken cancellation) where T : Document;

    Task<DocumentPage<T>> ListAsync<T>(DocumentType<T> type, DocumentQuery query, CancellationToken cancellation) where T : Document;

    /// <summary>Documents with changed-at at or after the given time of the store's clock, ascending by it. Deleted ones do not show.</summary>
    Task<IReadOnlyList<Stored<T>>> ReadChangedAsync<T>(DocumentType<T> type, DateTimeOffset since, int limit, CancellationToken cancellation) where T : Document;

    /// <summary>Adds a document at version 1.</summary>
    Task<WriteOutcome> InsertAsync<T>(DocumentType<T> type, T document, CancellationToken cancellation) where T : Document;

    /// <summary>Replaces the document if it is still at the version; it gets the next. With <paramref name="quiet"/> changed-at stays (read positions, last-seen times).</summary>
    Task<WriteOutcome> ReplaceAsync<T>(DocumentType<T> type, T document, long version, bool quiet, CancellationToken cancellation) where T : Document;

    /// <summary>Removes the document if it is still at the version; <see cref="WriteOutcome.VersionMoved"/> also when it is gone.</summary>
    Task<WriteOutcome> DeleteAsync<T>(DocumentType<T> type, Guid id, long version, CancellationToken cancellation) where T : Document;
}

public enum WriteOutcome
{
    Written,

    /// <summary>A document with this id exists.</summary>
    IdTaken,

    /// <summary>Another document has one of the unique keys.</summary>
    KeyTaken,

    /// <summary>The document is at another version, or gone.</summary>
    VersionMoved,
}
