using PeerCircle.Contracts.Conversations;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Sqlite;
using PeerCircle.Storage.Tests.Conversations;
using PeerCircle.Storage.Tests.Documents;
using Xunit;

namespace PeerCircle.Storage.Tests.Sqlite;

/// <summary>Stores of every schema that was ever written open, others are refused.</summary>
public sealed class SqliteSchemaTests : IAsyncDisposable
{
    private const int Deadline = 120_000;

    private readonly SqlitePlace _place = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Fixtures => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Sqlite"), "schema-*.db").Select(file => Path.GetFileName(file)).Order()];

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Theory(Timeout = Deadline)]
    [MemberData(nameof(Fixtures))]
    public async Task A_store_of_every_schema_opens_with_all_it_holds(string fixture)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_place.Path)!);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Sqlite", fixture), _place.Path);
        await using var store = await _place.OpenAsync(StoreHold.Serve, Stop);

        Assert.Equal(Migrations.Latest, (await store.ReadFactsAsync(Stop)).Schema);
        Assert.Equal(new Head(4, 3, Sample.At, 1, 1), (await store.Conversations.ReadAsync(Fixture.Room, Stop)).Head);
        Sample.Same(Fixture.Messages, await store.Conversations.AllAsync(Fixture.Room, Stop));
        Assert.Equal(Fixture.Rows, await store.Conversations.ReadReactionsAsync(Fixture.Room, Fixture.Messages[0].Id, null, 0, 10, Stop));
        Assert.Equal((1, 2L, NotifyLevel.Mentions), await PartAsync(store));
        Assert.Equal(("The Book", 1L), await BookAsync(store, new([new("word", "boo", Prefix: true)], 10)));
        Assert.Equal(Fixture.BookId, (await store.Documents.FindByKeyAsync(Book.Type, "isbn", "978", Stop))?.Value.Id);
    }

    [Theory(Timeout = Deadline)]
    [MemberData(nameof(Fixtures))]
    public async Task A_store_brought_up_to_date_is_built_like_a_new_one(string fixture)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_place.Path)!);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Sqlite", fixture), _place.Path);
        await using var fresh = new SqlitePlace();

        Assert.Equal(await BuildAsync(fresh), await BuildAsync(_place));
    }

    private static async Task<List<string>> BuildAsync(SqlitePlace place)
    {
        await using var store = await place.OpenAsync(StoreHold.Serve, Stop);
        return await store.ReadAsync(session => session.Query("SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name", row => row.GetString(0)), Stop);
    }

    [Fact(Timeout = Deadline)]
    public async Task The_latest_schema_has_a_fixture()
    {
        await Task.CompletedTask;
        Assert.Contains(Fixtures, row => row.Data == $"schema-{Migrations.Latest}.db");
    }

    [Fact(Timeout = Deadline)]
    public async Task A_newer_store_is_refused_and_left_alone()
    {
        await using (var store = await _place.OpenAsync(StoreHold.Serve, Stop))
            await store.WriteAsync((session, _) => session.Execute("UPDATE store SET schema = 1000"), Stop);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => _place.OpenAsync(StoreHold.Serve, Stop));
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
        Assert.Contains("1000", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_place.Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_file_that_is_no_store_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_place.Path)!);
        await File.WriteAllTextAsync(_place.Path, new string('x', 10_000), Stop);
        await Assert.ThrowsAsync<StoreRefusedException>(() => _place.OpenAsync(StoreHold.Serve, Stop));
        Assert.Equal(new string('x', 10_000), await File.ReadAllTextAsync(_place.Path, Stop));

        File.Delete(_place.Path);
        var file = new StoreFile(_place.Path);
        file.CreateIfMissing();
        using (var foreign = file.OpenWriter())
            foreign.Script("CREATE TABLE recipes (id INTEGER)");
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => _place.OpenAsync(StoreHold.Serve, Stop));
        Assert.Contains("another program", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadline)]
    public async Task The_store_is_readable_by_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such permissions.");
        await using var store = await _place.OpenAsync(StoreHold.Serve, Stop);
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_place.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_place.Path + "-wal"));
    }

    private static async Task<(int, long, NotifyLevel)> PartAsync(SqliteStore store)
    {
        var part = await store.Conversations.PartAsync(Fixture.Room, Fixture.Author, Stop);
        return ((int)part.ReadSeq, part.Version, part.Notify);
    }

    private static async Task<(string, long)> BookAsync(SqliteStore store, DocumentQuery query)
    {
        var book = Assert.Single((await store.Documents.ListAsync(Book.Type, query, Stop)).Items);
        return (book.Value.Title, book.Version);
    }
}
