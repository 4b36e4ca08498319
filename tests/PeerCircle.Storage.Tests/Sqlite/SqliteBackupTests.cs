using PeerCircle.Core.Storage;
using PeerCircle.Storage.Sqlite;
using PeerCircle.Storage.Tests.Conversations;
using PeerCircle.Storage.Tests.Documents;
using Xunit;

namespace PeerCircle.Storage.Tests.Sqlite;

public sealed class SqliteBackupTests : IAsyncDisposable
{
    private const int Deadline = 120_000;

    private readonly SqlitePlace _place = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Backup => _place.File("backup.db");

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact(Timeout = Deadline)]
    public async Task A_backup_made_while_writing_is_restored_whole_and_with_a_new_epoch()
    {
        var author = Sample.Member();
        var conversation = Sample.Creating(Sample.Conversation(), author).Conversation;
        long before;
        string epoch;
        await using (var store = await _place.OpenAsync(StoreHold.Serve, Stop))
        {
            epoch = (await store.ReadFactsAsync(Stop)).Epoch;
            conversation = await store.Conversations.CommittedAsync(Sample.Creating(conversation with { Head = Core.Conversations.Head.Start }, author), Stop);
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            var started = new TaskCompletionSource();
            var writing = Task.Run(async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    conversation = await store.Conversations.CommittedAsync(Sample.Posting(conversation, author, 2), Stop);
                    if (conversation.Head.Seq >= 100)
                        started.TrySetResult();
                }
            }, Stop);
            await started.Task.WaitAsync(Stop);

            before = (await store.Conversations.ReadAsync(conversation.Id, Stop)).Head.Seq;
            SqliteBackup.Backup(_place.Path, Backup);
            await enough.CancelAsync();
            await writing;
            await store.Documents.InsertAsync(Book.Type, Book.Called("written after the backup"), Stop);
        }

        SqliteBackup.Restore(_place.Path, Backup);

        await using var restored = await _place.OpenAsync(StoreHold.Serve, Stop);
        var head = (await restored.Conversations.ReadAsync(conversation.Id, Stop)).Head;
        var messages = await restored.Conversations.AllAsync(conversation.Id, Stop);
        Assert.InRange(head.Seq, before, conversation.Head.Seq);
        Assert.Equal(Enumerable.Range(1, (int)head.Seq).Select(n => ((long)n, (long)n)), messages.Select(m => (m.Seq, m.Rev)));
        Assert.Empty((await restored.Documents.ListAsync(Book.Type, new([], 10), Stop)).Items);
        Assert.NotEqual(epoch, (await restored.ReadFactsAsync(Stop)).Epoch);
        Assert.Equal(Core.Conversations.CommitOutcome.Committed, await restored.Conversations.CommitAsync(Sample.Posting(conversation with { Head = head }, author), Stop));
        Assert.Equal(["backup.db", "data"], Directory.GetFileSystemEntries(_place.File("")).Select(Path.GetFileName).Order());
    }

    [Fact(Timeout = Deadline)]
    public async Task The_same_backup_restored_twice_gives_two_epochs_and_restores_into_nothing()
    {
        await using (await _place.OpenAsync(StoreHold.Serve, Stop))
            SqliteBackup.Backup(_place.Path, Backup);

        SqliteBackup.Restore(_place.Path, Backup);
        var once = await EpochAsync(_place.Path);
        var elsewhere = _place.File("new/place.db");
        SqliteBackup.Restore(elsewhere, Backup);

        Assert.NotEqual(once, await EpochAsync(elsewhere));
    }

    private static async Task<string> EpochAsync(string path)
    {
        await using var store = new SqliteStore(path, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteStore>.Instance);
        await store.OpenAsync(StoreHold.Exclusive, Stop);
        return (await store.ReadFactsAsync(Stop)).Epoch;
    }

    [Fact(Timeout = Deadline)]
    public async Task A_backup_is_made_of_a_store_that_nobody_holds()
    {
        await using (var store = await _place.OpenAsync(StoreHold.Serve, Stop))
            await store.Documents.InsertAsync(Book.Type, Book.Called("one"), Stop);

        SqliteBackup.Backup(_place.Path, Backup);
        SqliteBackup.Restore(_place.Path, Backup);

        await using var restored = await _place.OpenAsync(StoreHold.Serve, Stop);
        Assert.Single((await restored.Documents.ListAsync(Book.Type, new([], 10), Stop)).Items);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_backup_never_overwrites_and_needs_a_store()
    {
        await using (await _place.OpenAsync(StoreHold.Serve, Stop))
        {
            await File.WriteAllTextAsync(Backup, "mine", Stop);
            Assert.Contains("exists", Assert.Throws<StoreRefusedException>(() => SqliteBackup.Backup(_place.Path, Backup)).Message, StringComparison.Ordinal);
            Assert.Equal("mine", await File.ReadAllTextAsync(Backup, Stop));
            Assert.Throws<StoreRefusedException>(() => SqliteBackup.Backup(_place.Path, _place.File("no/such/directory.db")));
        }

        Assert.Throws<StoreRefusedException>(() => SqliteBackup.Backup(_place.File("nothing.db"), _place.File("other.db")));
        Assert.Equal(["backup.db", "data"], Directory.GetFileSystemEntries(_place.File("")).Select(Path.GetFileName).Order());
    }

    [Fact(Timeout = Deadline)]
    public async Task Restoring_is_refused_while_a_server_holds_the_store()
    {
        await using var store = await _place.OpenAsync(StoreHold.Serve, Stop);
        SqliteBackup.Backup(_place.Path, Backup);
        var refused = Assert.Throws<StoreRefusedException>(() => SqliteBackup.Restore(_place.Path, Backup));
        Assert.Contains("held by another process", refused.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = Deadline)]
    [InlineData("text")]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("damaged")]
    [InlineData("newer")]
    [InlineData("missing")]
    public async Task What_is_no_whole_backup_leaves_the_store_as_it_was(string fault)
    {
        await using (var store = await _place.OpenAsync(StoreHold.Serve, Stop))
        {
            await store.Documents.InsertAsync(Book.Type, Book.Called("kept"), Stop);
            SqliteBackup.Backup(_place.Path, Backup);
        }

        await SpoilAsync(fault);
        Assert.Throws<StoreRefusedException>(() => SqliteBackup.Restore(_place.Path, Backup));

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_place.Path)!, "*.restoring*"));
        await using var again = await _place.OpenAsync(StoreHold.Serve, Stop);
        Assert.Equal("kept", Assert.Single((await again.Documents.ListAsync(Book.Type, new([], 10), Stop)).Items).Value.Title);
    }

    private async Task SpoilAsync(string fault)
    {
        var bytes = await File.ReadAllBytesAsync(Backup, Stop);
        switch (fault)
        {
            case "text":
                await File.WriteAllTextAsync(Backup, new string('x', 10_000), Stop);
                break;
            case "empty":
                await File.WriteAllBytesAsync(Backup, [], Stop);
                break;
            case "cut":
                await File.WriteAllBytesAsync(Backup, bytes[..(bytes.Length / 2)], Stop);
                break;
            case "damaged":
                bytes.AsSpan(4096, 8192).Fill(0x5A);
                await File.WriteAllBytesAsync(Backup, bytes, Stop);
                break;
            case "newer":
                using (var session = new StoreFile(Backup).OpenWriter())
                    session.Execute("UPDATE store SET schema = 1000");
                break;
            default:
                File.Delete(Backup);
                break;
        }
    }
}
