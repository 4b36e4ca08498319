using PeerCircle.Core.Storage;
using Xunit;

namespace PeerCircle.Storage.Tests.Documents;

public abstract partial class DocumentStoreContract
{
    private async Task<List<string>> TitlesAsync(DocumentQuery query)
    {
        var titles = new List<string>();
        while (true)
        {
            var page = await Other.ListAsync(Book.Type, query, Stop);
            Assert.InRange(page.Items.Count, page.Next is null ? 0 : query.Limit, query.Limit);
            titles.AddRange(page.Items.Select(book => book.Value.Title));
            if (page.Next is null)
                return titles;
            query = query with { After = page.Next };
        }
    }

    [Theory(Timeout = Deadline)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(50)]
    public async Task Lists_go_by_sort_then_id_in_both_directions_page_by_page(int limit)
    {
        string[] titles = ["", "B", "a", "aa", "b", "ä", "漢", "\uff5e", "😀", "same", "same", "same", "b c", "b\"c", "B'"];
        var books = new List<Book>();
        foreach (var title in titles)
            books.Add(await InsertedAsync(Book.Called(title, "all")));

        var wanted = books.OrderBy(b => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(b.Title)), StringComparer.Ordinal).ThenBy(b => b.Id).Select(b => b.Title).ToList();
        Assert.Equal(wanted, await TitlesAsync(new([], limit)));
        Assert.Equal(wanted, await TitlesAsync(new([new("word", "all")], limit)));
        Assert.Equal(wanted, await TitlesAsync(new([new("word", "al", Prefix: true)], limit)));
        wanted.Reverse();
        Assert.Equal(wanted, await TitlesAsync(new([], limit, Descending: true)));
        Assert.Equal(wanted, await TitlesAsync(new([new("word", "all")], limit, Descending: true)));
        Assert.Equal(wanted, await TitlesAsync(new([new("word", "a", Prefix: true)], limit, Descending: true)));
    }

    [Fact(Timeout = Deadline)]
    public async Task Documents_with_equal_sort_go_by_id()
    {
        var books = new List<Book>();
        for (var i = 0; i < 5; i++)
            books.Add(await InsertedAsync(Book.Called("same") with { Id = Guid.NewGuid() }));

        var first = await Other.ListAsync(Book.Type, new([], 2), Stop);
        var second = await Other.ListAsync(Book.Type, new([], 10, first.Next), Stop);
        Assert.Equal(books.Select(b => b.Id).Order(), first.Items.Concat(second.Items).Select(b => b.Value.Id));
    }

    [Fact(Timeout = Deadline)]
    public async Task Several_conditions_hold_all_and_one_document_comes_once()
    {
        await InsertedAsync(Book.Called("1", "green", "greenhouse", "tea") with { Shelf = "a" });
        await InsertedAsync(Book.Called("2", "green", "coffee") with { Shelf = "b" });
        await InsertedAsync(Book.Called("3", "greenland", "tea") with { Shelf = "b" });
        await InsertedAsync(Book.Called("4", "grey", "tea") with { Shelf = "b" });
        await InsertedAsync(Book.Called("5"));
        await Other.InsertAsync(Leaflet.Type, new Leaflet { Id = Guid.CreateVersion7() }, Stop);

        Assert.Equal(["1", "2"], await TitlesAsync(new([new("word", "green")], 10)));
        Assert.Equal(["1", "2", "3"], await TitlesAsync(new([new("word", "green", Prefix: true)], 10)));
        Assert.Equal(["1", "3"], await TitlesAsync(new([new("word", "green", Prefix: true), new("word", "tea")], 1)));
        Assert.Equal(["3"], await TitlesAsync(new([new("word", "g", Prefix: true), new("word", "te", Prefix: true), new("word", "greenl", Prefix: true)], 10)));
        Assert.Equal(["2"], await TitlesAsync(new([new("shelf", "b"), new("word", "green")], 10)));
        Assert.Equal(["4", "3"], await TitlesAsync(new([new("word", "gre", Prefix: true), new("shelf", "b"), new("word", "tea")], 1, Descending: true)));
        Assert.Equal(["1", "2", "3", "4"], await TitlesAsync(new([new("word", "", Prefix: true)], 10)));
        Assert.Empty(await TitlesAsync(new([new("word", "blue")], 10)));
        Assert.Empty(await TitlesAsync(new([new("shelf", "green")], 10)));
    }

    [Theory(Timeout = Deadline)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public async Task A_prefix_with_many_values_lists_by_sort_and_not_by_value(int limit)
    {
        for (var n = 0; n < 10; n++)
            await InsertedAsync(Book.Called($"{n}", $"w{9 - n}", $"w{n * 7 % 10}x", "other") with { Shelf = "s" });

        IEnumerable<string> wanted = Enumerable.Range(0, 10).Select(n => $"{n}");
        Assert.Equal(wanted, await TitlesAsync(new([new("word", "w", Prefix: true)], limit)));
        Assert.Equal(wanted, await TitlesAsync(new([new("word", "w", Prefix: true), new("word", "oth", Prefix: true)], limit)));
        Assert.Equal(wanted.Reverse(), await TitlesAsync(new([new("word", "w", Prefix: true)], limit, Descending: true)));
        Assert.Equal(wanted.Reverse(), await TitlesAsync(new([new("shelf", "s"), new("word", "w", Prefix: true)], limit, Descending: true)));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_prefix_is_taken_by_its_letters()
    {
        await InsertedAsync(Book.Called("1", "50%", "a_b"));
        await InsertedAsync(Book.Called("2", "500", "axb"));
        await InsertedAsync(Book.Called("3", "ž", "a\uffff"));
        await InsertedAsync(Book.Called("4", "z", "a\U0010FFFF"));

        Assert.Equal(["1"], await TitlesAsync(new([new("word", "50%", Prefix: true)], 10)));
        Assert.Equal(["1"], await TitlesAsync(new([new("word", "a_", Prefix: true)], 10)));
        Assert.Equal(["4"], await TitlesAsync(new([new("word", "z", Prefix: true)], 10)));
        Assert.Equal(["1", "2", "3", "4"], await TitlesAsync(new([new("word", "a", Prefix: true)], 10)));
        Assert.Empty(await TitlesAsync(new([new("word", "A", Prefix: true)], 10)));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_changed_sort_moves_the_document_in_every_list()
    {
        var (one, _) = (await InsertedAsync(Book.Called("a", "x") with { Shelf = "s" }), await InsertedAsync(Book.Called("b", "x") with { Shelf = "s" }));
        await One.ReplaceAsync(Book.Type, one with { Title = "c" }, 1, quiet: true, Stop);

        Assert.Equal(["b", "c"], await TitlesAsync(new([], 10)));
        Assert.Equal(["b", "c"], await TitlesAsync(new([new("word", "x")], 1)));
        Assert.Equal(["b", "c"], await TitlesAsync(new([new("word", "x"), new("shelf", "s")], 1)));
    }

    [Theory(Timeout = Deadline)]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("abc")]
    [InlineData("not a cursor at all, but long enough to be one")]
    public async Task A_cursor_of_somebody_else_is_refused(string cursor)
    {
        await InsertedAsync(Book.Called("a"));
        await Assert.ThrowsAsync<FormatException>(() => Other.ListAsync(Book.Type, new([], 10, cursor), Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Members_that_this_program_does_not_know_are_kept()
    {
        var book = await InsertedAsync(Book.Called("new", "red") with { Isbn = "1", Loans = 4 });
        var old = await Other.FindAsync(OldBook.Type, book.Id, Stop) ?? throw new InvalidOperationException("There is no such book.");

        Assert.Equal(WriteOutcome.Written, await Other.ReplaceAsync(OldBook.Type, old.Value with { Title = "old" }, old.Version, quiet: false, Stop));

        Same(book with { Title = "old" }, (await GetAsync(book.Id)).Value);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_quiet_replacement_leaves_changed_at()
    {
        var book = await InsertedAsync(Book.Called("a", "red"));
        var before = await GetAsync(book.Id);
        await ClockMovesAsync();

        Assert.Equal(WriteOutcome.Written, await One.ReplaceAsync(Book.Type, book with { Loans = 1, Words = ["green"] }, 1, quiet: true, Stop));

        var after = await GetAsync(book.Id);
        Assert.Equal((1, 2, before.ChangedAt), (after.Value.Loans, after.Version, after.ChangedAt));
        Assert.Equal(["a"], await TitlesAsync(new([new("word", "green")], 10)));
    }

    [Fact(Timeout = Deadline)]
    public async Task Changed_documents_show_from_the_time_before_in_the_order_of_change()
    {
        var (one, two, three) = (await InsertedAsync(Book.Called("one")), await InsertedAsync(Book.Called("two")), await InsertedAsync(Book.Called("three")));
        var since = await ClockMovesAsync();
        await One.ReplaceAsync(Book.Type, three, 1, quiet: false, Stop);
        await One.ReplaceAsync(Book.Type, two, 1, quiet: true, Stop);
        var second = await ClockMovesAsync();
        await Other.ReplaceAsync(Book.Type, one, 1, quiet: false, Stop);
        await Other.InsertAsync(Leaflet.Type, new Leaflet { Id = Guid.CreateVersion7() }, Stop);

        Assert.Equal(["three", "one"], (await Other.ReadChangedAsync(Book.Type, since, 10, Stop)).Select(book => book.Value.Title));
        Assert.Equal(["three"], (await Other.ReadChangedAsync(Book.Type, since, 1, Stop)).Select(book => book.Value.Title));
        Assert.Equal(["one"], (await Other.ReadChangedAsync(Book.Type, second, 10, Stop)).Select(book => book.Value.Title));

        await One.DeleteAsync(Book.Type, three.Id, 2, Stop);
        Assert.Equal(["one"], (await Other.ReadChangedAsync(Book.Type, since, 10, Stop)).Select(book => book.Value.Title));
    }
}
