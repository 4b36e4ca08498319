using System.Text.Json;
using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Conversations.Crowds;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations.Away;

/// <summary>A client of the .NET SDK that was away while a conversation changed: how it is told, and that in the end it has what a fresh reader has.</summary>
public sealed class AwayTests(ChatServer server) : IClassFixture<ChatServer>, IAsyncLifetime
{
    /// <summary>Of the messages in one answer; around them is little.</summary>
    private const int MostBytes = (256 * 1024) + 8_192;

    /// <summary>Of one conversation in an answer to <c>Sync</c>.</summary>
    private const int MostMessages = 64;

    /// <summary>More messages than these are not told one by one.</summary>
    private const int MostChanged = 1_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly NotedPages _pages = new();
    private Peer _stays = null!;
    private Peer _goes = null!;
    private Gate _gate = null!;
    private Viewer _watches = null!;
    private Commotion _commotion = null!;
    private ConversationId _room;
    private long _left;

    public async ValueTask InitializeAsync()
    {
        var url = new Uri(server.Url);
        _stays = await Peer.JoinAsync(url, "stays");
        await using var once = await Peer.JoinAsync(url, "goes");
        _gate = new Gate(url, once.Token);
        var room = await _stays.Client.Rooms.CreateAsync(new RoomBody("Away", "What did I miss?", []), TestContext.Current.CancellationToken);
        await once.Client.Rooms.JoinAsync(room.Id, TestContext.Current.CancellationToken);
        _goes = await once.AgainAsync(url, options => (options.Transport, options.HttpHandler) = (_gate, _pages));
        _room = room.ConversationId;
        _commotion = await Commotion.OfAsync(server, _room, _stays.Id, _goes.Id);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(300)]
    [InlineData(1_000)]
    [InlineData(1_001)]
    [InlineData(5_000)]
    public async Task Is_told_of_posts_whole_in_parts_or_to_load_anew(int posts)
    {
        await LeaveAsync();
        await _commotion.PostAsync(posts, "while you were away");
        await ReturnAsync(changed: posts);
    }

    /// <summary>Of five thousand things done to few messages these come, each once.</summary>
    [Theory]
    [InlineData(10, 40)]
    [InlineData(300, 40)]
    [InlineData(1_001, 40)]
    [InlineData(5_000, 5)]
    [InlineData(5_000, 60)]
    public async Task Is_told_of_edits_reactions_and_deletions_by_what_they_made(int acts, int posts)
    {
        await LeaveAsync();
        await _commotion.MixAsync(acts, posts);
        await ReturnAsync(changed: (await LogAsync()).Count(m => m.Rev > _left));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1_100)]
    public async Task Is_told_of_long_messages_a_few_at_a_time(int posts)
    {
        await LeaveAsync();
        await _commotion.PostAsync(posts, new string('é', 7_990));
        await ReturnAsync(changed: posts, perAnswer: MostBytes / 16_000);
    }

    public async ValueTask DisposeAsync()
    {
        await _watches.DisposeAsync();
        await _goes.DisposeAsync();
        await _stays.DisposeAsync();
        _pages.Dispose();
    }

    /// <summary>Knows all there is, among it what they did themselves, and is gone.</summary>
    private async Task LeaveAsync()
    {
        await _commotion.MixAsync(200, posts: 20);
        _goes.Follow(_room);
        await Workload.ShowsAsync(_goes, await LogAsync());
        await _gate.ShutAsync();
        _pages.Answers.Clear();
        _watches = await Viewer.ConnectAsync(server.Url, _stays.Token, _room);
        _left = (await server.HeadAsync(_room)).Rev;
    }

    private async Task ReturnAsync(int changed, int perAnswer = MostMessages)
    {
        var log = await LogAsync();
        // Then nothing of it is pushed any more to whoever connects.
        await Wait.UntilAsync(() => _watches.Behind > 0 || _watches.To == log.Max(m => m.Rev), Patience, () => $"pushed up to {_watches.To}");
        _gate.Open();
        if (changed > MostChanged) await ShowsTheNewestAsync(log);
        else await Workload.ShowsAsync(_goes, log);
        await ShowsOwnReactionsAsync();
        var told = _gate.Answers.SelectMany(a => a.Conversations).Where(c => c.ConversationId == _room).ToList();
        if (changed > MostChanged)
        {
            Assert.Equal((true, true, 0), (Assert.Single(told).Reset, told[0].Complete, told[0].Messages.Count));
            Assert.Contains(_pages.Answers, p => p.Path.EndsWith($"{_room}/messages", StringComparison.Ordinal));
        }
        else
        {
            Assert.InRange(told.Count, (changed + perAnswer - 1) / perAnswer, (changed / (perAnswer / 2)) + 1);
            Assert.Equal(told.Select((_, n) => (n == told.Count - 1, false)), told.Select(t => (t.Complete, t.Reset)));
            Assert.Equal(changed, told.Sum(t => t.Messages.Count));
        }
        Assert.All(_gate.Answers, a => Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(a, WireJson.Tolerant).Length, 0, MostBytes));
        Assert.All(_pages.Answers, p => Assert.InRange(p.Bytes, 0, MostBytes));
    }

    /// <summary>The newest page and those before it that were asked for; and each message is read.</summary>
    private async Task ShowsTheNewestAsync(List<Message> log)
    {
        await UntilAsync(view => view.IsLoaded && view.Last?.Seq == log.Count && _goes.Read.Count >= log.Count);
        for (var pages = 0; pages < 2; pages++)
        {
            var before = _goes.View!.Messages.Count;
            await _goes.Client.Conversation(_room).LoadOlderAsync(TestContext.Current.CancellationToken);
            await UntilAsync(view => view.Messages.Count > before);
        }
        var shown = _goes.View!.Messages;
        Assert.Equal(log.TakeLast(shown.Count).Select(Form), shown.Select(Form));
        Assert.Equal(log.Select(m => (m.Seq, m.Id)), _goes.Read.Select(m => (m.Seq, m.Id)));

        Task UntilAsync(Func<ConversationView, bool> isSo) =>
            Wait.UntilAsync(() => _goes.View is { } view && isSo(view), Patience, () => $"{_goes.Client.Status} shows {_goes.View?.Messages.Count} up to {_goes.View?.Last?.Seq} of {log.Count}, read {_goes.Read.Count}");
    }

    private async Task ShowsOwnReactionsAsync()
    {
        var mine = new Dictionary<MessageId, string>();
        await using var fresh = await _goes.AgainAsync(new Uri(server.Url));
        for (long? before = null; before is null or > 1;)
        {
            var page = await fresh.Client.Conversations.PageAsync(_room, new PageRequest(Before: before, Limit: 100), TestContext.Current.CancellationToken);
            foreach (var message in page.Messages) mine[message.Id] = string.Concat((page.Mine?.GetValueOrDefault(message.Id) ?? []).Order(StringComparer.Ordinal));
            before = page.Messages[0].Seq;
        }
        Assert.Contains(mine.Values, emoji => emoji.Length > 0);
        foreach (var notShown in mine.Keys.Except(_goes.View!.Messages.Select(m => m.Id)).ToList()) mine.Remove(notShown);
        await Wait.UntilAsync(() => mine.All(m => Shown(m.Key) == m.Value), Patience, () => string.Join("; ", mine.Where(m => Shown(m.Key) != m.Value).Take(5).Select(m => $"{m.Key}: {Shown(m.Key)} for {m.Value}")));

        string Shown(MessageId id) => string.Concat(_goes.View!.MyReactions(id).Order(StringComparer.Ordinal));
    }

    private static string Form(Message message) => JsonSerializer.Serialize(message, WireJson.Tolerant);

    private Task<List<Message>> LogAsync() => _stays.HistoryAsync(_room);
}
