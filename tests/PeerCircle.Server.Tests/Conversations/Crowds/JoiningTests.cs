using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>Members who join a room in which very much is said.</summary>
[Collection(nameof(Crowd))]
public sealed class JoiningTests(Crowd crowd)
{
    private const int PostsPerSecond = 500;

    /// <summary>Clients of the SDK among those who join.</summary>
    private const int Clients = 4;

    /// <summary>At most as many as can take all of it in the server's own process; before more come, the first of them leave.</summary>
    private static readonly int MostAtOnce = Size.Of(40, 100);

    [Fact]
    public async Task Miss_nothing_between_the_page_they_load_and_what_they_are_pushed()
    {
        var joiners = crowd.People.Skip(1).Take(Size.Of(100, 999)).ToList();
        var room = await crowd.RoomAsync([crowd.People[0]]);
        await using var host = await room.ViewAsync([crowd.People[0]]);
        var joined = new ConcurrentQueue<(Viewer Viewer, JsonNode Page)>();
        var peers = new List<Peer>();
        for (var n = 0; n < Clients; n++) peers.Add(await Peer.JoinAsync(new Uri(room.Server.Url), "peer"));
        try
        {
            await using var posting = Posting.Start(host.All[0], PostsPerSecond, "while you join");
            var clients = Task.WhenAll(peers.Select(peer => FollowAsync(peer, room)));
            await Crowd.EachAsync(joiners.Index(), async joiner =>
            {
                joined.Enqueue(await JoinAsync(room, joiner.Item, isThere: joiner.Index % 2 == 0));
                if (joined.Count > MostAtOnce && joined.TryDequeue(out var first)) await LeaveAsync(first.Viewer, first.Page, host.All[0]);
            });
            await clients;
            // On a slow machine the last may come when the latest post is old.
            foreach (var (viewer, _) in joined) await Wait.UntilAsync(() => viewer.To >= 0, Crowd.Patience, () => "who joined is pushed nothing");
            var posted = await posting.StopAsync();
            await host.HaveAllAsync(posted);
            var (seq, rev) = (posted.Max(p => p.Seq), posted.Max(p => p.Rev));
            foreach (var (viewer, page) in joined) await HasAllAsync(viewer, page, seq, rev);

            var log = await peers[0].HistoryAsync(room.Conversation);
            Assert.Equal(posted.Count, log.Count);
            foreach (var peer in peers) await Workload.ShowsAsync(peer, log);
            TestContext.Current.SendDiagnosticMessage($"{joiners.Count} joined during {posted.Count} posts.");
        }
        finally
        {
            foreach (var (viewer, _) in joined) await viewer.DisposeAsync();
            foreach (var peer in peers) await peer.DisposeAsync();
        }
    }

    /// <summary>With a connection that is there already, or with one made afterwards; then loads the newest page.</summary>
    private static async Task<(Viewer, JsonNode)> JoinAsync(Room room, Person person, bool isThere)
    {
        var viewer = isThere ? await room.ViewAsync(person) : null;
        await room.JoinAsync(person);
        viewer ??= await room.ViewAsync(person);
        return (viewer, await room.Server.GetAsync(person, $"/api/v1/conversations/{room.Conversation}/messages?limit=5"));
    }

    /// <summary>With all that the host has by now.</summary>
    private static async Task LeaveAsync(Viewer viewer, JsonNode page, Viewer host)
    {
        await using var leaving = viewer;
        if (host.Last is { } last) await HasAllAsync(viewer, page, last.Seq, last.Rev);
    }

    private static async Task FollowAsync(Peer peer, Room room)
    {
        await peer.Client.Rooms.JoinAsync(Contracts.Wire.RoomId.From(Guid.Parse(room.Id)), TestContext.Current.CancellationToken);
        peer.Follow(room.Conversation);
    }

    private static async Task HasAllAsync(Viewer viewer, JsonNode page, long seq, long rev)
    {
        await Wait.UntilAsync(() => viewer.To >= rev, Crowd.Patience, () => $"{viewer.To} of {rev}; pushed {viewer.Frames} times, told to ask {viewer.Behind} times");
        Assert.InRange(viewer.From!.Value, 0, page.Number("rev")!.Value);
        Assert.Empty(viewer.Missed(page.Number("seq")!.Value + 1, seq));
        Assert.Equal((0, 0, 0, 0), (viewer.Gaps, viewer.Doubled, viewer.Behind, viewer.Resyncs));
    }
}
