using System.Text.Json;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Faults;

/// <summary>Members who post in one room all the time, and what must hold of it afterwards whatever happened to the servers.</summary>
internal sealed class Workload : IAsyncDisposable
{
    /// <summary>Posts that a client has waiting in its outbox at any time.</summary>
    private const int Waiting = 4;

    /// <summary>Of what is more, a client shows the newest, half as many at least.</summary>
    private const int MostShown = 5_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Peer> _peers;
    private readonly TimeSpan _pause;
    private readonly List<Task> _posting = [];

    private Workload(List<Peer> peers, ConversationId room, TimeSpan pause) => (_peers, Room, _pause) = (peers, room, pause);

    public IReadOnlyList<Peer> Peers => _peers;

    public ConversationId Room { get; }

    /// <summary>What no log may hold.</summary>
    public IEnumerable<string> Secrets => _peers.SelectMany(p => (string[])[p.Email, p.Token, $"{p.Id} says"]);

    /// <summary>All of them join a new room of the first, keep up with it and begin to post.</summary>
    /// <param name="pause">Between a receipt and the next post: where the whole takes long, so that it does not come to tens of thousands.</param>
    public static async Task<Workload> StartAsync(List<Peer> peers, TimeSpan pause = default)
    {
        var room = await peers[0].Client.Rooms.CreateAsync(new RoomBody("Disturbed", "What is left?", []), TestContext.Current.CancellationToken);
        foreach (var peer in peers.Skip(1)) await peer.Client.Rooms.JoinAsync(room.Id, TestContext.Current.CancellationToken);
        var work = new Workload(peers, room.ConversationId, pause);
        foreach (var peer in peers) peer.Follow(work.Room);
        work._posting.AddRange(peers.SelectMany(p => Enumerable.Range(0, Waiting).Select(_ => work.PostAsync(p))));
        return work;
    }

    /// <summary>Until each of them was told of so many more posts.</summary>
    public async Task AcknowledgedAsync(int more)
    {
        var before = _peers.ConvertAll(p => p.Acknowledged.Count);
        await Wait.UntilAsync(
            () => _posting.Exists(p => p.IsFaulted) || _peers.Index().All(p => p.Item.Acknowledged.Count >= before[p.Index] + more),
            Patience,
            () => string.Join(", ", _peers.Index().Select(p => $"{p.Item.Client.Status} has {p.Item.Acknowledged.Count - before[p.Index]} of {more}")));
        foreach (var broken in _posting.Where(p => p.IsFaulted)) await broken;
    }

    /// <summary>Stops posting; then every post is in the log once, with the receipt that was given for it, in dense order, and everybody's client shows the log.</summary>
    public async Task EndsWholeAsync(Uri url)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_posting).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await using var fresh = await _peers[0].AgainAsync(url);
        var log = await fresh.HistoryAsync(Room);
        HoldsWhatWasPosted(log);
        foreach (var peer in _peers)
        {
            await AnswersTheSameReceiptsAsync(peer);
            await ShowsAsync(peer, log);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var peer in _peers) await peer.DisposeAsync();
        _stop.Dispose();
    }

    private async Task PostAsync(Peer peer)
    {
        for (var n = 0; !_stop.IsCancellationRequested; n++)
        {
            await peer.PostAsync(Room, $"{peer.Id} says {n}");
            await Task.Delay(_pause, TestContext.Current.CancellationToken);
        }
    }

    private void HoldsWhatWasPosted(List<Message> log)
    {
        Assert.Equal(Enumerable.Range(1, log.Count).Select(n => (long)n), log.Select(m => m.Seq));
        var texts = log.Where(m => m.Kind == MessageKind.Text).ToDictionary(m => m.Id);
        Assert.Equal(_peers.Sum(p => p.Queued.Count), texts.Count);
        foreach (var peer in _peers)
        {
            Assert.All(peer.Queued, q => Assert.Equal((peer.Id, q.Value), (texts[q.Key].AuthorId, texts[q.Key].Text)));
            Assert.Equal(peer.Queued.Count, peer.Acknowledged.Count);
            Assert.All(peer.Acknowledged, a => Assert.Equal(Form(texts[a.Key]), Form(a.Value)));
        }
    }

    /// <summary>The server knows for good what it answered the first time, and to whom.</summary>
    private Task AnswersTheSameReceiptsAsync(Peer peer) =>
        Parallel.ForEachAsync(peer.Acknowledged, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (told, cancellation) =>
        {
            var receipt = await peer.Client.Conversations.PostAsync(Room, new PostBody(told.Key, peer.Queued[told.Key]), cancellation);
            Assert.Equal(new PostReceipt(told.Key, told.Value.Seq, told.Value.Rev, told.Value.CreatedAt), receipt);
        });

    /// <summary>By itself the client comes to show the log, with nothing left to send; and its reader got each message once, in order.</summary>
    internal static async Task ShowsAsync(Peer peer, List<Message> log)
    {
        await Wait.UntilAsync(
            () => peer.View is { Outbox.Count: 0, Messages: [.., { } last] } && last.Seq == log.Count && peer.Read.Count >= log.Count,
            Patience,
            () => $"{peer.Client.Status} shows up to {peer.View?.Last?.Seq} of {log.Count}, read {peer.Read.Count}, {peer.View?.Outbox.Count} in the outbox; {peer.Refusal}");
        var shown = log.Count > MostShown ? log[^(MostShown / 2)..] : log;
        // Who was away for more than a thousand changes begins anew with the newest page, perhaps only now.
        while (peer.View is { } view && (view.Messages.Count < shown.Count || (view.MoreBefore && shown.Count == log.Count)))
        {
            await peer.Client.Conversation(view.Id).LoadOlderAsync(TestContext.Current.CancellationToken);
            await Wait.UntilAsync(
                () => !ReferenceEquals(peer.View, view), Patience, () => $"{peer.Client.Status} shows {view.Messages.Count} of {shown.Count} from {(view.Messages is [var first, ..] ? first.Seq : 0)} on, and nothing older came; {peer.Refusal}");
        }
        Assert.InRange(peer.View!.Messages.Count, shown.Count, MostShown);
        Assert.Equal(shown.ConvertAll(Form), peer.View!.Messages.TakeLast(shown.Count).Select(Form));
        Assert.Equal(log.Select(m => (m.Seq, m.Id)), peer.Read.Select(m => (m.Seq, m.Id)));
    }

    private static string Form(Message message) => JsonSerializer.Serialize(message, WireJson.Tolerant);
}
