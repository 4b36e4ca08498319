using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Sqlite;
using PeerCircle.Storage.Tests.Conversations;
using PeerCircle.Storage.Tests.Documents;
using Xunit;

namespace PeerCircle.Storage.Tests.Sqlite;

/// <summary>The one writer: durability, batches, and what callers are told when something fails.</summary>
public sealed class SqliteWriterTests : IAsyncLifetime
{
    private const int Deadline = 120_000;

    private readonly SqlitePlace _place = new();
    private readonly FakeTimeProvider _time = new(Sample.At);
    private SqliteStore? _store;

    private SqliteStore Store => _store ?? throw new InvalidOperationException("The test has not begun.");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await _place.OpenAsync(StoreHold.Serve, Stop, _time);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _place.DisposeAsync();
    }

    /// <summary>Keeps the writer busy until disposed, so that what is written meanwhile becomes one batch.</summary>
    private sealed class Held : IDisposable
    {
        private readonly ManualResetEventSlim _released = new();

        private Held(Func<Held, Task> work) => Done = work(this);

        public Task Done { get; }

        public static async Task<Held> WriterOfAsync(SqliteStore store)
        {
            var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var held = new Held(self => store.WriteAsync(
                (_, _) =>
                {
                    entered.SetResult();
                    return self._released.Wait(Deadline, CancellationToken.None);
                },
                Stop));
            await entered.Task.WaitAsync(Stop);
            return held;
        }

        public void Dispose() => _released.Set();
    }

    [Fact(Timeout = Deadline)]
    public async Task Commits_wait_for_the_disk()
    {
        var (synchronous, mode) = await Store.WriteAsync(
            (session, _) => (session.Number("PRAGMA synchronous"), session.Query("PRAGMA journal_mode", row => row.GetString(0)).Single()), Stop);
        Assert.Equal((2L, "wal"), (synchronous, mode));
        Assert.Equal(0, await Store.ReadAsync(session => session.Number("PRAGMA trusted_schema"), Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Values_arrive_as_what_they_are()
    {
        var id = Guid.CreateVersion7();
        var longText = new string('é', 5_000);
        (string Name, Value Value)[] values = [("$null", (string?)null), ("$number", -5L), ("$yes", true), ("$id", id), ("$none", Array.Empty<byte>()), ("$empty", ""), ("$short", "é\0🎉"), ("$long", longText), ("$utf8", Value.Utf8("né"u8.ToArray()))];
        var types = await Store.ReadAsync(
            session => session.Query(
                "SELECT typeof($null), typeof($number), typeof($yes), typeof($id), typeof($none), typeof($empty), typeof($short), typeof($long), typeof($utf8)",
                row => Enumerable.Range(0, 9).Select(row.GetString).ToArray(), values).Single(), Stop);
        Assert.Equal(["null", "integer", "integer", "blob", "blob", "text", "text", "text", "text"], types);

        var read = await Store.ReadAsync(
            session => session.Query(
                "SELECT $null, $number, $yes, $id, $none, $empty, $short, $long, $utf8",
                row => (row.IdOrNull(0), row.GetInt64(1), row.GetBoolean(2), row.Id(3), row.GetBytes(4).Length, row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8)), values).Single(), Stop);
        Assert.Equal((null, -5, true, id, 0, "", "é\0🎉", longText, "né"), read);
    }

    [Fact(Timeout = Deadline)]
    public async Task Readers_cannot_write() =>
        await Assert.ThrowsAnyAsync<Exception>(() => Store.ReadAsync(session => session.Execute("DELETE FROM store"), Stop));

    [Fact(Timeout = Deadline)]
    public async Task A_write_that_fails_takes_no_other_of_its_batch_with_it()
    {
        var author = Sample.Member();
        var created = await Store.Conversations.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var broken = Sample.Posting(created, author, 2);
        Task<CommitOutcome> before, failing, after;
        Task<int> bug;
        Task<WriteOutcome> document;
        using (await Held.WriterOfAsync(Store))
        {
            before = Store.Conversations.CommitAsync(Sample.Creating(Sample.Conversation(), author), Stop);
            failing = Store.Conversations.CommitAsync(broken with { Inserted = [broken.Inserted[0], broken.Inserted[0] with { Seq = 2, Rev = 2 }] }, Stop);
            bug = Store.WriteAsync<int>((session, _) => { session.Execute("DELETE FROM conversations"); throw new NotSupportedException("A bug."); }, Stop);
            after = Store.Conversations.CommitAsync(Sample.Posting(created, author), Stop);
            document = Store.Documents.InsertAsync(Book.Type, Book.Called("one"), Stop);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        await Assert.ThrowsAsync<NotSupportedException>(() => bug);
        Assert.Equal((CommitOutcome.Committed, CommitOutcome.Committed, WriteOutcome.Written), (await before, await after, await document));
        Assert.Equal(1, (await Store.Conversations.ReadAsync(created.Id, Stop)).Head.Seq);
        Assert.Single(await Store.Conversations.AllAsync(created.Id, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_write_cancelled_while_it_waits_is_not_done()
    {
        var book = Book.Called("one");
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<WriteOutcome> waiting;
        using (await Held.WriterOfAsync(Store))
        {
            waiting = Store.Documents.InsertAsync(Book.Type, book, cancelling.Token);
            await cancelling.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        Assert.Equal(WriteOutcome.Written, await Store.Documents.InsertAsync(Book.Type, book, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_full_queue_refuses_and_the_writer_goes_on()
    {
        var accepted = new List<Task<int>>();
        using (await Held.WriterOfAsync(Store))
        {
            for (var n = 0; n < 4096; n++)
                accepted.Add(Store.WriteAsync((_, _) => 1, Stop));
            var busy = await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.WriteAsync((_, _) => 1, Stop));
            Assert.Contains("busy", busy.Message, StringComparison.Ordinal);
        }

        Assert.Equal(4096, (await Task.WhenAll(accepted)).Sum());
        Assert.Equal(1, await Store.WriteAsync((_, _) => 1, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Who_waits_too_long_is_told_whether_it_was_done()
    {
        var book = Book.Called("one");
        using (var held = await Held.WriterOfAsync(Store))
        {
            var waiting = Store.Documents.InsertAsync(Book.Type, book, Stop);
            _time.Advance(TimeSpan.FromMinutes(1));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => waiting);
            await Assert.ThrowsAsync<OutcomeUnknownException>(() => held.Done);
        }

        Assert.Equal(WriteOutcome.Written, await Store.Documents.InsertAsync(Book.Type, book, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_full_disk_fails_writes_but_not_reads_until_there_is_room_again()
    {
        var author = Sample.Member();
        var conversation = await Store.Conversations.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var pages = await Store.WriteAsync((session, _) => session.Number("PRAGMA page_count") ?? 0, Stop);
        await Store.WriteAsync((session, _) => session.Number($"PRAGMA max_page_count = {pages + 2}"), Stop);

        var large = Sample.Posting(conversation, author, 50);
        large = large with { Inserted = [.. large.Inserted.Select(m => m with { Text = new string('x', 8000) })] };
        var full = await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.Conversations.CommitAsync(large, Stop));
        Assert.Contains("full", full.Message, StringComparison.Ordinal);
        Assert.Equal(conversation, await Store.Conversations.ReadAsync(conversation.Id, Stop));
        Assert.Empty(await Store.Conversations.AllAsync(conversation.Id, Stop));

        await Store.WriteAsync((session, _) => session.Number("PRAGMA max_page_count = 1000000"), Stop);
        await Store.Conversations.CommittedAsync(large, Stop);
        Assert.Equal(50, (await Store.Conversations.AllAsync(conversation.Id, Stop)).Count);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_failing_disk_fails_the_batch_whole_and_the_next_write_finds_a_new_connection()
    {
        var (one, two) = (Book.Called("one"), Book.Called("two"));
        Task[] batch;
        using (await Held.WriterOfAsync(Store))
        {
            batch =
            [
                Store.Documents.InsertAsync(Book.Type, one, Stop),
                Store.WriteAsync<int>((_, _) => throw new SqliteException("The disk has an error.", SQLitePCL.raw.SQLITE_IOERR), Stop),
                Store.Documents.InsertAsync(Book.Type, two, Stop),
            ];
        }

        foreach (var write in batch)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => write);
        Assert.Empty((await Store.Documents.ListAsync(Book.Type, new([], 10), Stop)).Items);
        Assert.Equal(WriteOutcome.Written, await Store.Documents.InsertAsync(Book.Type, one, Stop));
        Assert.Equal(2, await Store.WriteAsync((session, _) => session.Number("PRAGMA synchronous"), Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_damaged_file_fails_reads_until_it_is_mended()
    {
        await Store.Documents.InsertAsync(Book.Type, Book.Called("one"), Stop);
        await Store.DisposeAsync();
        _store = await _place.OpenAsync(StoreHold.Serve, Stop, _time);

        var whole = await OverwriteAsync(new byte[8192]);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.Documents.ListAsync(Book.Type, new([], 10), Stop));
        await OverwriteAsync(whole);
        Assert.Single((await Store.Documents.ListAsync(Book.Type, new([], 10), Stop)).Items);
    }

    /// <summary>Writes over the beginning of the file and answers what was there.</summary>
    private async Task<byte[]> OverwriteAsync(byte[] bytes)
    {
        await using var file = new FileStream(_place.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var before = new byte[bytes.Length];
        await file.ReadExactlyAsync(before, Stop);
        file.Position = 0;
        await file.WriteAsync(bytes, Stop);
        return before;
    }

    [Fact(Timeout = Deadline)]
    public async Task A_closed_store_is_unavailable()
    {
        await Store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.ReadFactsAsync(Stop));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.Documents.InsertAsync(Book.Type, Book.Called("one"), Stop));
        await using var never = _place.NewStore();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => never.Documents.InsertAsync(Book.Type, Book.Called("one"), Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Closing_finishes_what_is_queued()
    {
        var books = Enumerable.Range(0, 600).Select(n => Book.Called($"{n}")).ToList();
        List<Task<WriteOutcome>> writing;
        ValueTask closing;
        using (await Held.WriterOfAsync(Store))
        {
            writing = [.. books.Select(book => Store.Documents.InsertAsync(Book.Type, book, Stop))];
            closing = new(Task.Run(async () => await Store.DisposeAsync(), Stop));
        }

        await closing;
        Assert.All(await Task.WhenAll(writing), outcome => Assert.Equal(WriteOutcome.Written, outcome));
        Assert.False(File.Exists(_place.Path + "-wal"));
    }

    [Fact(Timeout = Deadline)]
    public async Task The_clock_goes_on_from_the_latest_change_when_the_machine_is_set_back()
    {
        _time.Advance(TimeSpan.FromHours(1));
        var book = Book.Called("one");
        await Store.Documents.InsertAsync(Book.Type, book, Stop);
        await Store.DisposeAsync();

        _store = await _place.OpenAsync(StoreHold.Serve, Stop, new FakeTimeProvider(Sample.At));
        await Store.Documents.ReplaceAsync(Book.Type, book with { Loans = 1 }, 1, quiet: false, Stop);
        Assert.Equal(Sample.At.AddHours(1), (await Store.Documents.FindAsync(Book.Type, book.Id, Stop))?.ChangedAt);
        Assert.Equal(Sample.At.AddHours(1), (await Store.ReadFactsAsync(Stop)).Now);
    }
}
