using PeerCircle.Core.Conversations;

namespace PeerCircle.Core.Storage;

/// <summary>A store: opened once at start, before anything else is asked of it.</summary>
public interface IStore : IAsyncDisposable
{
    IConversationLog Conversations { get; }

    IDocumentStore Documents { get; }

    /// <summary>
    /// Brings the schema up to date and takes hold of the store until disposed. With <see cref="StoreHold.Serve"/> an embedded
    /// store refuses a second process, a shared one allows other serving nodes; <see cref="StoreHold.Exclusive"/> allows nobody else.
    /// </summary>
    /// <exception cref="StoreRefusedException">Held by another, newer than this program knows, or unfit; the message says how to mend it.</exception>
    Task OpenAsync(StoreHold hold, CancellationToken cancellation);

    /// <summary>Read anew on every call; also tells whether the store is reachable.</summary>
    Task<StoreFacts> ReadFactsAsync(CancellationToken cancellation);

    /// <summary>How many programs hold the store now, this one included. One that died is counted for 30 seconds more.</summary>
    Task<int> CountHoldersAsync(CancellationToken cancellation);

    /// <summary>Gives the history a new name, so that clients drop what they keep. Only when opened exclusively.</summary>
    Task RenewEpochAsync(CancellationToken cancellation);
}

public enum StoreHold { Serve, Exclusive }

/// <param name="Schema">Number of the latest migration.</param>
/// <param name="Epoch">Names this history; opaque, at most 36 characters.</param>
/// <param name="Now">The store's clock.</param>
public sealed record StoreFacts(int Schema, string Epoch, DateTimeOffset Now);
