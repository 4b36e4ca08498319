using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Sqlite;
using PeerCircle.Storage.Tests.Conversations;
using PeerCircle.Storage.Tests.Documents;

namespace PeerCircle.Storage.Tests.Sqlite;

/// <summary>A store in a directory of its own. Both nodes are the one object: they share its one writer.</summary>
public sealed class SqlitePlace : StorePlace
{
    private readonly string _root = Directory.CreateTempSubdirectory("peercircle-").FullName;

    /// <summary>In a directory that does not exist yet.</summary>
    public string Path => File("data/store.db");

    public string File(string name) => System.IO.Path.Combine(_root, name);

    public SqliteStore NewStore(TimeProvider? time = null) => new(Path, time ?? TimeProvider.System, NullLogger<SqliteStore>.Instance);

    public async Task<SqliteStore> OpenAsync(StoreHold hold, CancellationToken cancellation, TimeProvider? time = null)
    {
        var store = NewStore(time);
        await store.OpenAsync(hold, cancellation);
        return store;
    }

    public override async Task<TwoNodes> ServeAsync(CancellationToken cancellation)
    {
        var store = await OpenAsync(StoreHold.Serve, cancellation);
        return new(store, store);
    }

    public override async Task<IStore> HoldAsync(CancellationToken cancellation) => await OpenAsync(StoreHold.Exclusive, cancellation);

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }
}

public sealed class SqliteConversationLogTests : ConversationLogContract
{
    protected override StorePlace NewPlace() => new SqlitePlace();
}

public sealed class SqliteDocumentStoreTests : DocumentStoreContract
{
    protected override StorePlace NewPlace() => new SqlitePlace();
}

public sealed class SqliteStoreFactsTests : StoreContract
{
    protected override StorePlace NewPlace() => new SqlitePlace();
}
