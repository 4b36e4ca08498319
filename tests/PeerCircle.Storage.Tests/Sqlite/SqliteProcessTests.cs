using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Tests.Conversations;
using Xunit;

namespace PeerCircle.Storage.Tests.Sqlite;

/// <summary>The store and other processes: who holds it, and what is left when one dies.</summary>
public sealed class SqliteProcessTests : IAsyncDisposable
{
    private const int Deadline = 120_000;

    private readonly SqlitePlace _place = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Theory(Timeout = Deadline)]
    [InlineData(StoreHold.Serve)]
    [InlineData(StoreHold.Exclusive)]
    public async Task A_second_store_on_the_same_path_is_refused_until_the_first_is_closed(StoreHold hold)
    {
        await using (await _place.OpenAsync(hold, Stop))
        {
            var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => _place.OpenAsync(StoreHold.Serve, Stop));
            Assert.Contains("held by another process", refused.Message, StringComparison.Ordinal);
            Assert.Contains(_place.Path, refused.Message, StringComparison.Ordinal);
        }

        await using var again = await _place.OpenAsync(StoreHold.Serve, Stop);
        Assert.True((await again.ReadFactsAsync(Stop)).Schema >= 1);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_second_process_is_refused_until_the_first_dies()
    {
        using var child = ChildProcess.Start("holds", _place.Path);
        Assert.Equal("now", await child.SaysAsync("holds", Stop));

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => _place.OpenAsync(StoreHold.Serve, Stop));
        Assert.Contains("held by another process", refused.Message, StringComparison.Ordinal);

        await child.KillAsync(Stop);
        await using var store = await _place.OpenAsync(StoreHold.Serve, Stop);
        Assert.True((await store.ReadFactsAsync(Stop)).Schema >= 1);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_link_and_its_target_are_one_store()
    {
        await using var first = await _place.OpenAsync(StoreHold.Serve, Stop);
        var link = _place.File("link.db");
        File.CreateSymbolicLink(link, _place.Path);

        await using var second = new Storage.Sqlite.SqliteStore(link, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Storage.Sqlite.SqliteStore>.Instance);
        await Assert.ThrowsAsync<StoreRefusedException>(() => second.OpenAsync(StoreHold.Serve, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task What_was_acknowledged_is_there_after_the_process_was_killed()
    {
        var acknowledged = new Dictionary<ConversationId, long>();
        using (var child = ChildProcess.Start("writes", _place.Path))
        {
            for (var n = 0; n < 500; n++)
                Heard(await child.SaysAsync("acknowledged", Stop) ?? throw new InvalidOperationException("The child ended by itself."));
            await child.KillAsync(Stop);
            while (await child.SaysAsync("acknowledged", Stop) is { } line)
                Heard(line);
        }

        await using var store = await _place.OpenAsync(StoreHold.Serve, Stop);
        Assert.Equal(8, acknowledged.Count);
        foreach (var (conversation, seq) in acknowledged)
        {
            var head = (await store.Conversations.ReadAsync(conversation, Stop)).Head;
            Assert.True(head.Seq >= seq);
            Assert.Equal(0, head.Seq % 3);
            var messages = await store.Conversations.AllAsync(conversation, Stop);
            Assert.Equal(Enumerable.Range(1, (int)head.Seq).Select(n => ((long)n, (long)n)), messages.Select(m => (m.Seq, m.Rev)));
        }

        void Heard(string line)
        {
            // The last line may be cut off by the kill.
            if (line.Split(' ') is [var id, var seq] && TypedId.TryParse<ConversationId>(id, out var conversation) && long.TryParse(seq, out var number))
                acknowledged[conversation] = Math.Max(number, acknowledged.GetValueOrDefault(conversation));
        }
    }
}
