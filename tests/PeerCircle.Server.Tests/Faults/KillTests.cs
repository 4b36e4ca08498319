using System.Text.Json;
using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Faults;

/// <summary>The server is killed in the middle of its work, again and again, under clients that are there all the time.</summary>
[Collection(Processes.Name)]
public sealed class KillTests
{
    private const int Kills = 20;

    /// <summary>Posts that a client has waiting in its outbox at any time.</summary>
    private const int Waiting = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact(Timeout = 300_000)]
    public async Task Kept_once_in_order_and_shown_alike_after_twenty_kills_under_load()
    {
        using var place = new TemporaryDirectory();
        var url = ServerProcess.FreeUrl();
        var server = await ServeAsync(url, place);
        var peers = new List<Peer>();
        using var outbox = new FileOutboxStore(place.File("outbox.json"));
        try
        {
            for (var n = 0; n < 4; n++) peers.Add(await Peer.JoinAsync(url, $"peer{n}", isFirst: n == 0, o => o.Outbox = peers.Count == 0 ? outbox : null));
            var conversation = await RoomOfAsync(peers);
            foreach (var peer in peers) peer.Follow(conversation);
            using var stop = new CancellationTokenSource();
            var posting = peers.SelectMany(p => Enumerable.Range(0, Waiting).Select(_ => PostAsync(p, conversation, stop.Token))).ToList();

            for (var kill = 0; kill < Kills; kill++)
            {
                // Everybody is heard in every round, and a round's end comes at another moment of the server's work each time.
                await AcknowledgedAsync(peers, 10 + (kill * 7 % 13), posting);
                await server.DisposeAsync();
                ServerLog.TellsNothingOfUntilKilled([.. server.Output], Secrets(peers));
                server = await ServeAsync(url, place);
            }

            await AcknowledgedAsync(peers, 10, posting);
            await stop.CancelAsync();
            await Task.WhenAll(posting).WaitAsync(Patience, TestContext.Current.CancellationToken);

            var log = await LogAsync(url, peers[0], conversation);
            HoldsWhatWasPosted(log, peers);
            await AnswersTheSameReceiptsAsync(peers, conversation);
            foreach (var peer in peers) await ShowsAsync(peer, log);
        }
        finally
        {
            foreach (var peer in peers) await peer.DisposeAsync();
            await server.DisposeAsync();
        }
    }

    private static Task<ServerProcess> ServeAsync(Uri url, TemporaryDirectory place) => ServerProcess.ServeAsync(url, $"--Storage:Sqlite:Path={place.File("store.db")}");

    private static IEnumerable<string> Secrets(List<Peer> peers) => peers.SelectMany(p => (string[])[p.Email, p.Token, $"{p.Id} says"]);

    private static async Task<ConversationId> RoomOfAsync(List<Peer> peers)
    {
        var room = await peers[0].Client.Rooms.CreateAsync(new RoomBody("Killed", "What is left?", []), TestContext.Current.CancellationToken);
        foreach (var peer in peers.Skip(1)) await peer.Client.Rooms.JoinAsync(room.Id, TestContext.Current.CancellationToken);
        return room.ConversationId;
    }

    private static async Task PostAsync(Peer peer, ConversationId conversation, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++) await peer.PostAsync(conversation, $"{peer.Id} says {n}");
    }

    /// <summary>Until each of them was told of so many more posts.</summary>
    private static async Task AcknowledgedAsync(List<Peer> peers, int more, List<Task> posting)
    {
        var before = peers.ConvertAll(p => p.Acknowledged.Count);
        await Wait.UntilAsync(
            () => posting.Exists(p => p.IsFaulted) || peers.Index().All(p => p.Item.Acknowledged.Count >= before[p.Index] + more),
            Patience,
            () => string.Join(", ", peers.Index().Select(p => $"{p.Item.Client.Status} has {p.Item.Acknowledged.Count - before[p.Index]} of {more}")));
        foreach (var broken in posting.Where(p => p.IsFaulted)) await broken;
    }

    private static async Task<List<Message>> LogAsync(Uri url, Peer member, ConversationId conversation)
    {
        await using var fresh = await member.AgainAsync(url);
        return await fresh.HistoryAsync(conversation);
    }

    private static void HoldsWhatWasPosted(List<Message> log, List<Peer> peers)
    {
        Assert.Equal(Enumerable.Range(1, log.Count).Select(n => (long)n), log.Select(m => m.Seq));
        var texts = log.Where(m => m.Kind == MessageKind.Text).ToDictionary(m => m.Id);
        Assert.Equal(peers.Sum(p => p.Queued.Count), texts.Count);
        foreach (var peer in peers)
        {
            Assert.All(peer.Queued, q => Assert.Equal((peer.Id, q.Value), (texts[q.Key].AuthorId, texts[q.Key].Text)));
            Assert.Equal(peer.Queued.Count, peer.Acknowledged.Count);
            Assert.All(peer.Acknowledged, a => Assert.Equal(Form(texts[a.Key]), Form(a.Value)));
        }
    }

    /// <summary>The server knows for good what it answered the first time, and to whom.</summary>
    private static async Task AnswersTheSameReceiptsAsync(List<Peer> peers, ConversationId conversation)
    {
        foreach (var peer in peers)
        {
            await Parallel.ForEachAsync(peer.Acknowledged, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (told, cancellation) =>
            {
                var receipt = await peer.Client.Conversations.PostAsync(conversation, new PostBody(told.Key, peer.Queued[told.Key]), cancellation);
                Assert.Equal(new PostReceipt(told.Key, told.Value.Seq, told.Value.Rev, told.Value.CreatedAt), receipt);
            });
        }
    }

    /// <summary>By itself the client comes to show the log, with nothing left to send; and its reader got each message once, in order.</summary>
    private static async Task ShowsAsync(Peer peer, List<Message> log)
    {
        await Wait.UntilAsync(
            () => peer.View is { Outbox.Count: 0, Messages: [.., { } last] } && last.Seq == log.Count && peer.Read.Count >= log.Count,
            Patience,
            () => $"{peer.Client.Status} shows up to {peer.View?.Last?.Seq} of {log.Count}, read {peer.Read.Count}, {peer.View?.Outbox.Count} in the outbox; {peer.Refusal}");
        while (peer.View is { MoreBefore: true, Messages: [{ } first, ..] } view)
        {
            await peer.Client.Conversation(view.Id).LoadOlderAsync(TestContext.Current.CancellationToken);
            await Wait.UntilAsync(() => peer.View?.Messages[0].Seq < first.Seq || peer.View is { MoreBefore: false }, Patience, () => "older messages did not come");
        }
        Assert.Equal(log.ConvertAll(Form), peer.View!.Messages.Select(Form));
        Assert.Equal(log.Select(m => (m.Seq, m.Id)), peer.Read.Select(m => (m.Seq, m.Id)));
    }

    private static string Form(Message message) => JsonSerializer.Serialize(message, WireJson.Tolerant);
}
