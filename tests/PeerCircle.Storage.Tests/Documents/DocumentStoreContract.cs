using PeerCircle.Core.Storage;
using Xunit;

namespace PeerCircle.Storage.Tests.Documents;

/// <summary>What every <see cref="IDocumentStore"/> promises, seen from two nodes over one store.</summary>
public abstract partial class DocumentStoreContract : StoreSuite
{
    private IDocumentStore One => Nodes.One.Documents;

    private IDocumentStore Other => Nodes.Other.Documents;

    private async Task<Book> InsertedAsync(Book book)
    {
        Assert.Equal(WriteOutcome.Written, await One.InsertAsync(Book.Type, book, Stop));
        return book;
    }

    private async Task<Stored<Book>> GetAsync(Guid id) => await Other.FindAsync(Book.Type, id, Stop) ?? throw new InvalidOperationException("There is no such book.");

    private static void Same(Book expected, Book actual)
    {
        Assert.Equal(expected.Words, actual.Words);
        Assert.Equal(expected with { Words = [], Unknown = null }, actual with { Words = [], Unknown = null });
    }

    [Fact(Timeout = Deadline)]
    public async Task An_inserted_document_is_found_by_id_and_key_at_version_1()
    {
        var before = (await Nodes.One.ReadFactsAsync(Stop)).Now.AddMilliseconds(-1);
        var book = await InsertedAsync(Book.Called("Größe \"'\\ 漢字 🏳️‍🌈", "größe", "漢字") with { Isbn = "isbn 🎉", Shelf = "a", Loans = 3 });

        var found = await GetAsync(book.Id);
        Same(book, found.Value);
        Assert.Equal(1, found.Version);
        Assert.InRange(found.ChangedAt, before, (await Nodes.One.ReadFactsAsync(Stop)).Now);
        Assert.Equal(book.Id, (await Other.FindByKeyAsync(Book.Type, "isbn", "isbn 🎉", Stop))?.Value.Id);
        Assert.Null(await Other.FindByKeyAsync(Book.Type, "isbn", "isbn", Stop));
        Assert.Null(await Other.FindAsync(Book.Type, Guid.CreateVersion7(), Stop));
        Assert.Null(await Other.FindAsync(Leaflet.Type, book.Id, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Documents_are_found_by_many_ids()
    {
        var (one, two) = (await InsertedAsync(Book.Called("one")), await InsertedAsync(Book.Called("two")));
        var found = await Other.FindManyAsync(Book.Type, [one.Id, Guid.CreateVersion7(), two.Id, one.Id], Stop);

        Assert.Equal(["one", "two"], found.Select(book => book.Value.Title).Order());
        Assert.Empty(await Other.FindManyAsync(Book.Type, [], Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task An_id_or_a_key_that_is_taken_inserts_nothing()
    {
        var book = await InsertedAsync(Book.Called("first", "blue") with { Isbn = "1" });

        Assert.Equal(WriteOutcome.IdTaken, await Other.InsertAsync(Book.Type, book with { Title = "again", Isbn = "2" }, Stop));
        Assert.Equal(WriteOutcome.KeyTaken, await Other.InsertAsync(Book.Type, Book.Called("second", "blue") with { Isbn = "1" }, Stop));
        Assert.Equal(WriteOutcome.Written, await Other.InsertAsync(Leaflet.Type, new Leaflet { Id = book.Id, Isbn = "1" }, Stop));

        Assert.Equal("first", (await GetAsync(book.Id)).Value.Title);
        Assert.Null(await Other.FindByKeyAsync(Book.Type, "isbn", "2", Stop));
        Assert.Equal(book.Id, Assert.Single((await Other.ListAsync(Book.Type, new([new("word", "blue")], 10), Stop)).Items).Value.Id);
    }

    [Fact(Timeout = Deadline)]
    public async Task Many_may_have_no_key()
    {
        await InsertedAsync(Book.Called("one"));
        await InsertedAsync(Book.Called("two"));
        Assert.Equal(2, (await Other.ListAsync(Book.Type, new([], 10), Stop)).Items.Count);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_replacement_at_the_version_gets_the_next()
    {
        var book = await InsertedAsync(Book.Called("first", "red") with { Isbn = "1" });
        var before = await GetAsync(book.Id);
        await ClockMovesAsync();

        Assert.Equal(WriteOutcome.Written, await Other.ReplaceAsync(Book.Type, book with { Title = "second", Words = ["green"] }, 1, quiet: false, Stop));
        Assert.Equal(WriteOutcome.VersionMoved, await One.ReplaceAsync(Book.Type, book with { Title = "third", Isbn = "3" }, 1, quiet: false, Stop));
        Assert.Equal(WriteOutcome.VersionMoved, await One.ReplaceAsync(Book.Type, book with { Title = "third" }, 3, quiet: false, Stop));
        Assert.Equal(WriteOutcome.VersionMoved, await One.ReplaceAsync(Book.Type, Book.Called("nobody"), 1, quiet: false, Stop));

        var after = await GetAsync(book.Id);
        Assert.Equal(("second", 2), (after.Value.Title, after.Version));
        Assert.True(after.ChangedAt > before.ChangedAt);
        Assert.Equal(2, (await Other.FindByKeyAsync(Book.Type, "isbn", "1", Stop))?.Version);
        Assert.Empty((await Other.ListAsync(Book.Type, new([new("word", "red")], 10), Stop)).Items);
        Assert.Equal("second", Assert.Single((await Other.ListAsync(Book.Type, new([new("word", "green")], 10), Stop)).Items).Value.Title);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_changed_key_frees_the_old_value_and_a_taken_one_changes_nothing()
    {
        var (one, two) = (await InsertedAsync(Book.Called("one") with { Isbn = "1" }), await InsertedAsync(Book.Called("two", "red") with { Isbn = "2" }));

        Assert.Equal(WriteOutcome.KeyTaken, await Other.ReplaceAsync(Book.Type, two with { Isbn = "1", Words = ["green"] }, 1, quiet: false, Stop));
        Assert.Equal(1, (await GetAsync(two.Id)).Version);
        Assert.Equal(two.Id, (await Other.FindByKeyAsync(Book.Type, "isbn", "2", Stop))?.Value.Id);
        Assert.Single((await Other.ListAsync(Book.Type, new([new("word", "red")], 10), Stop)).Items);

        Assert.Equal(WriteOutcome.Written, await Other.ReplaceAsync(Book.Type, one with { Isbn = "9" }, 1, quiet: false, Stop));
        Assert.Null(await One.FindByKeyAsync(Book.Type, "isbn", "1", Stop));
        Assert.Equal(WriteOutcome.Written, await Other.ReplaceAsync(Book.Type, two with { Isbn = "1" }, 1, quiet: false, Stop));
        Assert.Equal(WriteOutcome.Written, await Other.ReplaceAsync(Book.Type, one with { Isbn = null }, 2, quiet: false, Stop));
        Assert.Null(await One.FindByKeyAsync(Book.Type, "isbn", "9", Stop));
        Assert.Equal(two.Id, (await One.FindByKeyAsync(Book.Type, "isbn", "1", Stop))?.Value.Id);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_document_is_deleted_at_its_version_only_and_its_key_is_free_again()
    {
        var book = await InsertedAsync(Book.Called("one", "red") with { Isbn = "1" });
        await One.ReplaceAsync(Book.Type, book, 1, quiet: false, Stop);

        Assert.Equal(WriteOutcome.VersionMoved, await Other.DeleteAsync(Book.Type, book.Id, 1, Stop));
        Assert.NotNull(await One.FindAsync(Book.Type, book.Id, Stop));
        Assert.Equal(WriteOutcome.Written, await Other.DeleteAsync(Book.Type, book.Id, 2, Stop));
        Assert.Equal(WriteOutcome.VersionMoved, await Other.DeleteAsync(Book.Type, book.Id, 2, Stop));

        Assert.Null(await One.FindAsync(Book.Type, book.Id, Stop));
        Assert.Null(await One.FindByKeyAsync(Book.Type, "isbn", "1", Stop));
        Assert.Empty((await One.ListAsync(Book.Type, new([new("word", "red")], 10), Stop)).Items);
        await InsertedAsync(book with { Title = "again" });
        Assert.Equal(1, (await GetAsync(book.Id)).Version);
    }

    [Fact(Timeout = Deadline)]
    public async Task Of_many_that_replace_one_version_exactly_one_wins()
    {
        var book = await InsertedAsync(Book.Called("seat"));
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 32).Select(n => Task.Run(() =>
            (n % 2 == 0 ? One : Other).ReplaceAsync(Book.Type, book with { Loans = n }, 1, quiet: false, Stop), Stop)));

        Assert.Single(outcomes, WriteOutcome.Written);
        Assert.Equal(31, outcomes.Count(outcome => outcome == WriteOutcome.VersionMoved));
        var winner = Array.IndexOf(outcomes, WriteOutcome.Written) + 1;
        Assert.Equal((winner, 2), ((await GetAsync(book.Id)).Value.Loans, (await GetAsync(book.Id)).Version));
    }

    [Fact(Timeout = Deadline)]
    public async Task Of_many_that_insert_one_id_or_one_key_exactly_one_wins()
    {
        var id = Guid.CreateVersion7();
        var byId = await Task.WhenAll(Enumerable.Range(1, 16).Select(n => Task.Run(() =>
            (n % 2 == 0 ? One : Other).InsertAsync(Book.Type, new Book { Id = id, Title = $"{n}" }, Stop), Stop)));
        var byKey = await Task.WhenAll(Enumerable.Range(1, 16).Select(n => Task.Run(() =>
            (n % 2 == 0 ? One : Other).InsertAsync(Book.Type, Book.Called("key") with { Isbn = "1" }, Stop), Stop)));

        Assert.Equal((1, 15), (byId.Count(o => o == WriteOutcome.Written), byId.Count(o => o == WriteOutcome.IdTaken)));
        Assert.Equal((1, 15), (byKey.Count(o => o == WriteOutcome.Written), byKey.Count(o => o == WriteOutcome.KeyTaken)));
    }
}
