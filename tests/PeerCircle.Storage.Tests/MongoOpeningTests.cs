using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Mongo;
using PeerCircle.Storage.Tests.Conversations;
using PeerCircle.Storage.Tests.Documents;
using Xunit;

namespace PeerCircle.Storage.Tests;

/// <summary>Who may open a store, and in which shape it then is.</summary>
public sealed class MongoOpeningTests : IAsyncLifetime
{
    private const int Deadline = 60_000;
    private readonly MongoPlace _place = new(MongoServer.SharedAsync);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    private async Task<IMongoCollection<BsonDocument>> RawAsync(string collection) =>
        (await MongoServer.SharedAsync()).Client.GetDatabase(_place.Database).GetCollection<BsonDocument>(collection);

    [Fact(Timeout = Deadline)]
    public async Task An_exclusive_hold_is_refused_while_a_node_serves()
    {
        await using (await _place.OpenAsync(StoreHold.Serve, Stop))
        {
            var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => _place.OpenAsync(StoreHold.Exclusive, Stop));
            Assert.Contains("Stop every server", refused.Message, StringComparison.Ordinal);
            await using var another = await _place.OpenAsync(StoreHold.Serve, Stop);
        }
        await using var alone = await _place.OpenAsync(StoreHold.Exclusive, Stop);
    }

    [Theory(Timeout = Deadline)]
    [InlineData(StoreHold.Serve)]
    [InlineData(StoreHold.Exclusive)]
    public async Task Nobody_else_opens_a_store_that_is_held_exclusively(StoreHold hold)
    {
        await using (await _place.OpenAsync(StoreHold.Exclusive, Stop))
            await Assert.ThrowsAsync<StoreRefusedException>(() => _place.OpenAsync(hold, Stop));
        await using var afterwards = await _place.OpenAsync(hold, Stop);
    }

    [Fact(Timeout = Deadline)]
    public async Task The_hold_of_a_node_that_died_counts_until_it_expires()
    {
        await using (await _place.OpenAsync(StoreHold.Serve, Stop))
        {
            // As if its last renewal had been more than 30 s ago.
            await (await RawAsync("nodes")).UpdateManyAsync(new BsonDocument(), new BsonDocument("$set", new BsonDocument("expires", DateTime.UnixEpoch)), cancellationToken: Stop);
            await using (var another = await _place.OpenAsync(StoreHold.Serve, Stop)) Assert.Equal(1, await another.CountHoldersAsync(Stop));
            await using var alone = await _place.OpenAsync(StoreHold.Exclusive, Stop);
            Assert.Equal(1, await alone.CountHoldersAsync(Stop));
            Assert.Equal(1, await (await RawAsync("nodes")).CountDocumentsAsync(new BsonDocument(), cancellationToken: Stop));
        }
    }

    [Fact(Timeout = Deadline)]
    public async Task A_node_renews_its_hold_and_takes_it_again_when_it_was_lost()
    {
        var (time, nodes) = (new FakeTimeProvider(), await RawAsync("nodes"));
        await using var store = new MongoStore((await MongoServer.SharedAsync()).ConnectionString, _place.Database, time, NullLogger<MongoStore>.Instance);
        await store.OpenAsync(StoreHold.Serve, Stop);
        var taken = await nodes.Find(new BsonDocument()).SingleAsync(Stop);

        time.Advance(TimeSpan.FromSeconds(5));
        while (await nodes.Find(new BsonDocument()).SingleAsync(Stop) == taken) await Task.Yield();

        await nodes.DeleteManyAsync(new BsonDocument(), Stop);
        while (await nodes.CountDocumentsAsync(new BsonDocument(), cancellationToken: Stop) == 0)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }
        Assert.Equal(taken["_id"], (await nodes.Find(new BsonDocument()).SingleAsync(Stop))["_id"]);
    }

    [Fact(Timeout = Deadline)]
    public async Task Many_nodes_that_open_a_new_store_at_once_make_one()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => _place.OpenAsync(StoreHold.Serve, Stop), Stop)));
        var facts = await Task.WhenAll(stores.Select(store => store.ReadFactsAsync(Stop)));
        foreach (var store in stores) await store.DisposeAsync();

        Assert.Single(facts.Select(fact => (fact.Epoch, fact.Schema)).Distinct());
        Assert.Equal(["_id_", "replies", "rev", "seq"], await IndexesAsync("messages"));
        Assert.Equal(0, await (await RawAsync("store")).CountDocumentsAsync(new BsonDocument("_id", "migration"), cancellationToken: Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_migration_that_died_half_way_is_finished_by_the_next_node()
    {
        await (await RawAsync("messages")).Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(new BsonDocument { { "c", 1 }, { "rev", 1 } }, new() { Name = "rev", Unique = true }), cancellationToken: Stop);
        await (await RawAsync("store")).InsertOneAsync(new BsonDocument { { "_id", "migration" }, { "by", "the dead" }, { "expires", DateTime.UnixEpoch } }, cancellationToken: Stop);

        await using var store = await _place.OpenAsync(StoreHold.Serve, Stop);

        Assert.Equal(["_id_", "replies", "rev", "seq"], await IndexesAsync("messages"));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_newer_schema_is_refused()
    {
        await using (await _place.OpenAsync(StoreHold.Serve, Stop)) { }
        await (await RawAsync("store")).UpdateOneAsync(new BsonDocument("_id", "store"), new BsonDocument("$inc", new BsonDocument("schema", 1)), cancellationToken: Stop);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => _place.OpenAsync(StoreHold.Serve, Stop));
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_standalone_server_is_refused_with_the_mend()
    {
        await using var server = await MongoServer.StandInAsync("--standalone");
        await using var store = new MongoStore(server.ConnectionString, "peercircle", TimeProvider.System, NullLogger<MongoStore>.Instance);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => store.OpenAsync(StoreHold.Serve, Stop));
        Assert.Contains("replica set is required", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_replica_set_is_accepted()
    {
        await using var server = await MongoServer.StandInAsync("--replica-set", "rs0");
        await using var store = new MongoStore(server.ConnectionString, "peercircle", TimeProvider.System, NullLogger<MongoStore>.Instance);
        await store.OpenAsync(StoreHold.Serve, Stop);

        Assert.Equal(1, (await store.ReadFactsAsync(Stop)).Schema);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_store_that_cannot_be_reached_says_so_and_works_again_afterwards()
    {
        using var way = new FaultProxy(new Uri((await MongoServer.SharedAsync()).ConnectionString).Port);
        await using var store = new MongoStore($"mongodb://{way.Address}", _place.Database, TimeProvider.System, NullLogger<MongoStore>.Instance);
        await store.OpenAsync(StoreHold.Serve, Stop);
        way.Cut();

        await Task.WhenAll(
            Assert.ThrowsAsync<StoreUnavailableException>(() => store.ReadFactsAsync(Stop)),
            Assert.ThrowsAsync<StoreUnavailableException>(() => store.Documents.FindAsync(Book.Type, Guid.CreateVersion7(), Stop)),
            Assert.ThrowsAsync<StoreUnavailableException>(() => store.Conversations.CommitAsync(Sample.Creating(Sample.Conversation()), Stop)));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Documents.InsertAsync(Book.Type, Book.Called("lost"), Stop));

        way.Mend();
        while (await Record.ExceptionAsync(() => store.ReadFactsAsync(Stop)) is StoreUnavailableException) await Task.Yield();
        Assert.Empty((await store.Documents.ListAsync(Book.Type, new([], 10), Stop)).Items);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_closed_store_leaves_no_connection_and_no_hold()
    {
        await using var server = await MongoServer.StandInAsync();
        var nodes = server.Client.GetDatabase("peercircle").GetCollection<BsonDocument>("nodes");
        Assert.Equal(0, await nodes.CountDocumentsAsync(new BsonDocument(), cancellationToken: Stop));
        var own = (await server.StatsAsync(Stop))["connections"];
        await using (var store = new MongoStore(server.ConnectionString, "peercircle", TimeProvider.System, NullLogger<MongoStore>.Instance))
        {
            await store.OpenAsync(StoreHold.Serve, Stop);
            Assert.Equal(1, await nodes.CountDocumentsAsync(new BsonDocument(), cancellationToken: Stop));
            Assert.True((await server.StatsAsync(Stop))["connections"] > own);
        }

        Assert.Equal(0, await nodes.CountDocumentsAsync(new BsonDocument(), cancellationToken: Stop));
        while ((await server.StatsAsync(Stop))["connections"] != own) await Task.Yield();
    }

    [Theory(Timeout = Deadline)]
    [InlineData("")]
    [InlineData("localhost:27017")]
    public async Task A_connection_string_that_is_none_is_refused(string connectionString)
    {
        await Task.CompletedTask;
        Assert.Throws<StoreRefusedException>(() => new MongoStore(connectionString, "peercircle", TimeProvider.System, NullLogger<MongoStore>.Instance));
    }

    private async Task<IEnumerable<string>> IndexesAsync(string collection) =>
        (await (await (await RawAsync(collection)).Indexes.ListAsync(Stop)).ToListAsync(Stop)).Select(index => index["name"].AsString).Order(StringComparer.Ordinal);
}
