using System.Collections.Concurrent;
using PeerCircle.Client;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Conversations;
using PeerCircle.Server.Tests.Conversations.Away;
using PeerCircle.Server.Tests.Conversations.Crowds;
using Xunit;

namespace PeerCircle.Server.Tests.Faults;

/// <summary>A server dies, and all who were connected to it come to another one at once.</summary>
[Collection(Processes.Name)]
public sealed class HerdTests
{
    /// <summary>Said while no server was there: what one answer tells.</summary>
    private const int Missed = 50;

    /// <summary>For each who comes: to connect, to ask for what is open, to list; the first try may fail half-way.</summary>
    private const int MostListingsEach = 6;

    /// <summary>Conversations of each, beside the room in which everybody is.</summary>
    private const int Others = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(Size.Of(90, 600));

    [Fact]
    public async Task All_come_back_and_miss_nothing_and_what_all_of_them_missed_is_read_once()
    {
        using var place = new TemporaryDirectory();
        var (url, counts, peers) = (ServerProcess.FreeUrl(), new Counts(), new ConcurrentBag<Peer>());
        var (people, room) = await PrepareAsync(place);
        var first = await ServerProcess.ServeAsync(url, [.. Settings(place).Select(s => $"--{s}")]);
        try
        {
            await Crowd.EachAsync(people, async person => peers.Add(await Peer.OfAsync(url, person.Id, person.Token, options => options.Jitter = Random.Shared.NextDouble)));
            foreach (var peer in peers) peer.Follow(room);
            var posting = peers.Take(20).Select(peer => PostAsync(peer, room, 10)).ToList();
            await Task.WhenAll(posting).WaitAsync(Patience, TestContext.Current.CancellationToken);
            var last = posting.SelectMany(p => p.Result).Max(m => m.Seq);
            await Wait.UntilAsync(() => peers.All(p => p.View?.Last?.Seq == last), Patience, () => $"{peers.Count(p => p.View?.Last?.Seq == last)} of {peers.Count} show {last}");

            await first.DisposeAsync();
            await Wait.UntilAsync(() => peers.All(p => p.Client.Status.Status != ClientStatus.Online), Patience, () => "some have not noticed");
            await using (var between = await ChatServer.StartAsync(Settings(place)))
            {
                await (await Commotion.OfAsync(between, room, people[0].Id)).PostAsync(Missed, "while nobody was there");
            }
            await using var second = await ChatServer.StartAsync(counts.Register, [.. Settings(place), $"urls={url}"]);
            await Wait.UntilAsync(() => peers.All(p => p.Client.Status.Status == ClientStatus.Online), Patience, () => $"{peers.Count(p => p.Client.Status.Status == ClientStatus.Online)} of {peers.Count} are back");
            TestContext.Current.SendDiagnosticMessage($"{peers.Count} are back: {counts}");
            await Wait.UntilAsync(() => peers.All(p => p.View?.Last?.Seq == last + Missed), Patience, () => "some do not show what they missed");
            Assert.InRange(counts.CallsOf("ReadChangesAsync"), 1, 2);
            // A reader of the SDK loads a page where the list tells it of messages before the answer does.
            Assert.InRange(counts.CallsOf("ReadMessagesAsync"), 0, peers.Count);
            Assert.InRange(counts.CallsOf("ReadConversationsAsync"), 1, peers.Count * MostListingsEach);

            await PostAsync(peers.First(), room, 5);
            var log = await peers.First().HistoryAsync(room);
            foreach (var peer in peers) await Workload.ShowsAsync(peer, log);
            Assert.Equal((20 * 10) + Missed + 5, log.Count(m => m.Kind == MessageKind.Text));
            TestContext.Current.SendDiagnosticMessage($"{peers.Count} show all: {counts}");
            // Before the server, which would else wait for them.
            while (peers.TryTake(out var peer)) await peer.DisposeAsync();
        }
        finally
        {
            await first.DisposeAsync();
            foreach (var peer in peers) await peer.DisposeAsync();
        }
    }

    private static string[] Settings(TemporaryDirectory place) => [$"Storage:Sqlite:Path={place.File("store.db")}", "Limits:ConnectionsPerAddress=1000000"];

    private static async Task<(IReadOnlyList<Person>, ConversationId)> PrepareAsync(TemporaryDirectory place)
    {
        await using var server = await ChatServer.StartAsync(Settings(place));
        var people = new ConcurrentBag<Person>();
        await Crowd.EachAsync(Enumerable.Range(0, Size.Of(300, 5_000)), async n => people.Add(await server.AddAsync($"member {n}")));
        Person[] all = [.. people];
        var room = await server.RoomAsync(all[0]);
        await Crowd.EachAsync(all.Skip(1), person => server.SeatAsync(room, person, present: true));
        foreach (var some in all.Chunk(10))
        {
            for (var n = 0; n < Others; n++) await server.CircleAsync(some);
        }
        return (all, room);
    }

    private static async Task<List<Message>> PostAsync(Peer peer, ConversationId room, int count)
    {
        var posted = new List<Message>();
        for (var n = 0; n < count; n++) posted.Add(await peer.PostAsync(room, $"{peer.Id} says {n}"));
        return posted;
    }
}
