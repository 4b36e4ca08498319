using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Mongo;
using PeerCircle.Storage.Tests.Conversations;
using PeerCircle.Storage.Tests.Documents;

namespace PeerCircle.Storage.Tests;

/// <summary>A database of its own, dropped at the end.</summary>
internal sealed class MongoPlace(Func<Task<MongoServer>> server) : StorePlace
{
    private readonly string _database = $"peercircle_test_{Guid.CreateVersion7():N}";

    public string Database => _database;

    public override async Task<TwoNodes> ServeAsync(CancellationToken cancellation) =>
        new(await OpenAsync(StoreHold.Serve, cancellation), await OpenAsync(StoreHold.Serve, cancellation));

    public override Task<IStore> HoldAsync(CancellationToken cancellation) => OpenAsync(StoreHold.Exclusive, cancellation);

    public async Task<IStore> OpenAsync(StoreHold hold, CancellationToken cancellation)
    {
        var store = await ClosedAsync();
        try
        {
            await store.OpenAsync(hold, cancellation);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async Task<MongoStore> ClosedAsync() => new((await server()).ConnectionString, _database, TimeProvider.System, NullLogger<MongoStore>.Instance);

    public override async ValueTask DisposeAsync()
    {
        var found = server();
        if (found.IsFaulted) return; // the test could not begin, and was told why
        await (await found).Client.DropDatabaseAsync(_database);
    }
}

public sealed class MongoConversationLogTests : ConversationLogContract
{
    // Without the lane's group commit every writer meets all the others.
    protected override (int Writers, int Posts) Crowd => (16, 20);

    protected override StorePlace NewPlace() => new MongoPlace(MongoServer.SharedAsync);
}

public sealed class MongoDocumentStoreTests : DocumentStoreContract
{
    protected override StorePlace NewPlace() => new MongoPlace(MongoServer.SharedAsync);
}

public sealed class MongoStoreTests : StoreContract
{
    protected override StorePlace NewPlace() => new MongoPlace(MongoServer.SharedAsync);
}
