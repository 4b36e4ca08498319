using System.Diagnostics;
using System.Text.Json;
using PeerCircle.Client;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>What holds for members of one network that are connected to different servers.</summary>
[Collection(Processes.Name)]
public sealed class TwoServerTests(TwoServers cluster) : IClassFixture<TwoServers>, IAsyncLifetime
{
    private const int Each = 300;

    /// <summary>What the contract promises for other servers.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<Peer> _peers = [];

    public ValueTask InitializeAsync() => new(cluster.AreAsync("ok"));

    [Fact(Timeout = 180_000)]
    public async Task Messages_from_both_servers_are_shown_in_one_order_on_both()
    {
        Peer[] peers = [await JoinAsync(cluster.A), await JoinAsync(cluster.A), await JoinAsync(cluster.B), await JoinAsync(cluster.B)];
        var conversation = await RoomAsync(peers);

        var posting = new[] { peers[0], peers[2] }.SelectMany(p => Enumerable.Range(0, Each).Select(n => p.PostAsync(conversation, $"{p.Id} says {n}")));
        var receipts = await Task.WhenAll(posting).WaitAsync(Patience, TestContext.Current.CancellationToken);

        var last = receipts.Max(m => m.Seq);
        foreach (var peer in peers) await Wait.UntilAsync(() => peer.View?.Messages is [.., { } newest] messages && newest.Seq == last && messages.Count == last, Patience, () => $"up to {peer.View?.Last?.Seq} of {last}");
        var log = await cluster.Founder.HistoryAsync(conversation);
        Assert.Equal(Enumerable.Range(1, (int)last).Select(n => (long)n), log.Select(m => m.Seq));
        Assert.Equal(2 * Each, log.Count(m => m.Kind == MessageKind.Text));
        Assert.All(receipts, r => Assert.Equal(Form(log[(int)r.Seq - 1]), Form(r)));
        Assert.All(peers, p => Assert.Equal(log.Select(Form), p.View!.Messages.Select(Form)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Removed_through_one_server_posts_nothing_and_hears_nothing_on_the_other()
    {
        var (circle, stays, goes) = await CircleAsync();
        await using var staying = await Wire.ConnectAsync(cluster.B, stays);
        await using var going = await Wire.ConnectAsync(cluster.B, goes);
        await cluster.Founder.PostAsync(circle.ConversationId, "before");
        await Wait.UntilAsync(() => staying.Heard("before") && going.Heard("before"), Patience, () => "not heard");

        await cluster.Founder.Client.Circles.RemoveMemberAsync(circle.Id, goes.Id, TestContext.Current.CancellationToken);
        var refused = await going.PostAsync(circle.ConversationId, "too late");
        var overHttp = await Assert.ThrowsAsync<PeerCircleException>(() => goes.Client.Conversations.PostAsync(
            circle.ConversationId, new PostBody(MessageId.From(Guid.CreateVersion7()), "too late"), TestContext.Current.CancellationToken));
        Assert.Equal((ErrorCodes.NotFound, ErrorCodes.NotFound), (refused.Error?.Code, overHttp.Code));

        await Wait.UntilAsync(() => going.Removed.Contains(circle.ConversationId), Soon, () => "the connection was not told");
        for (var n = 0; n < 20; n++) await cluster.Founder.PostAsync(circle.ConversationId, $"after {n}");
        await Wait.UntilAsync(() => staying.Heard("after 19"), Patience, () => "not heard");
        await going.AnsweredAsync();
        Assert.DoesNotContain(going.Pushed, p => p.Messages.Any(m => m.Text?.StartsWith("after", StringComparison.Ordinal) is true));
        Assert.DoesNotContain(await cluster.Founder.HistoryAsync(circle.ConversationId), m => m.Text == "too late");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_session_that_ends_on_one_server_closes_its_connections_on_the_other()
    {
        var member = await JoinAsync(cluster.B);
        await using var elsewhere = await member.AgainAsync(cluster.A.Url);
        await using var wire = await Wire.ConnectAsync(cluster.B, member);
        var session = (await member.Client.Accounts.SessionsAsync(TestContext.Current.CancellationToken)).Single(s => s.Current);

        await elsewhere.Client.Accounts.EndSessionAsync(session.Id, TestContext.Current.CancellationToken);

        await Wait.UntilAsync(() => wire.IsClosed && member.Client.Status.Status == ClientStatus.SignedOut, Soon, () => $"closed: {wire.IsClosed}, {member.Client.Status}");
        Assert.Equal([SessionEndReason.Ended], wire.Ended);
        Assert.Equal(ClientStatus.Online, elsewhere.Client.Status.Status);
    }

    [Fact(Timeout = 60_000)]
    public async Task Joined_through_one_server_is_subscribed_on_the_other()
    {
        var circle = await cluster.Founder.Client.Circles.CreateAsync(new CircleBody("Founders", "To talk"), TestContext.Current.CancellationToken);
        var invite = await cluster.Founder.Client.Circles.InviteAsync(circle.Id, new InviteBody(), TestContext.Current.CancellationToken);
        var member = await JoinAsync(cluster.B);
        member.FollowList();
        await using var wire = await Wire.ConnectAsync(cluster.B, member);
        await using var elsewhere = await member.AgainAsync(cluster.A.Url);

        await elsewhere.Client.Circles.AcceptInviteAsync(invite.Token, TestContext.Current.CancellationToken);

        await Wait.UntilAsync(() => wire.Told.Any(c => c.Id == circle.ConversationId) && member.List.Any(c => c.Id == circle.ConversationId), Soon, () => $"told of {wire.Told.Count}, listed {member.List.Count}");
        await cluster.Founder.PostAsync(circle.ConversationId, "welcome");
        await Wait.UntilAsync(() => wire.Heard("welcome"), Soon, () => "not heard");
    }

    [Fact(Timeout = 60_000)]
    public async Task What_comes_to_the_inbox_is_told_on_both_servers_and_once_read_is_read_on_both()
    {
        var member = await JoinAsync(cluster.B);
        await using var elsewhere = await member.AgainAsync(cluster.A.Url);
        var conversation = await RoomAsync(member);
        await Task.WhenAll(UnreadAsync(member, 0, Patience), UnreadAsync(elsewhere, 0, Patience));
        var named = await cluster.Founder.PostAsync(conversation, $"And <@{member.Id}>?");
        await Task.WhenAll(UnreadAsync(member, 1, Patience), UnreadAsync(elsewhere, 1, Patience));

        await member.Client.Conversations.MarkReadAsync(conversation, named.Seq, TestContext.Current.CancellationToken);
        await Task.WhenAll(UnreadAsync(member, 0, Soon), UnreadAsync(elsewhere, 0, Soon));
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_redis_each_server_serves_its_own_and_all_is_repaired_when_it_returns()
    {
        Peer[] here = [await JoinAsync(cluster.A), await JoinAsync(cluster.A)];
        var (waits, asks) = (await JoinAsync(cluster.B), await JoinAsync(cluster.B, options => options.Heartbeat = TimeSpan.FromSeconds(1)));
        var conversation = await RoomAsync([.. here, waits, asks]);

        await cluster.Redis.KillAsync();
        Peer late;
        try
        {
            for (var n = 0; n < 20; n++) await PostPromptlyAsync(here[0], conversation, $"without {n}");
            await ShownAsync(here[1], "without 19", Soon);
            await cluster.AreAsync("degraded");
            late = await JoinAsync(cluster.A);
            await late.Client.Rooms.JoinAsync((await late.Client.Rooms.ListAsync(null, null, null, TestContext.Current.CancellationToken)).Items.First(r => r.ConversationId == conversation).Id, TestContext.Current.CancellationToken);
            late.Follow(conversation);
            await Wait.UntilAsync(() => late.View is { IsLoaded: true }, Patience, () => "not loaded");
            await PostPromptlyAsync(here[0], conversation, "hello, late one");
            await ShownAsync(late, "hello, late one", Soon);
            await ShownAsync(asks, "hello, late one", TimeSpan.FromSeconds(10));
        }
        finally
        {
            await cluster.Redis.StartAsync();
        }

        await cluster.AreAsync("ok");
        await ShownAsync(waits, "hello, late one", TimeSpan.FromSeconds(10));
        await PostPromptlyAsync(waits, conversation, "from there");
        foreach (var peer in here.Append(late)) await ShownAsync(peer, "from there", Soon);
        await PostPromptlyAsync(late, conversation, "and back");
        await ShownAsync(waits, "and back", Soon);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in (ServerProcess[])[cluster.A, cluster.B]) ServerLog.TellsNothingOf([.. server.Output], _peers.SelectMany(p => (string[])[p.Email, p.Token, $"{p.Id} says", "hello, late one"]));
        foreach (var peer in _peers) await peer.DisposeAsync();
    }

    private static async Task PostPromptlyAsync(Peer peer, ConversationId conversation, string text)
    {
        var watch = Stopwatch.StartNew();
        await peer.PostAsync(conversation, text);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    private static Task ShownAsync(Peer peer, string text, TimeSpan deadline) =>
        Wait.UntilAsync(() => peer.View?.Messages.Any(m => m.Text == text) is true, deadline, () => $"{text} is not shown; {peer.Client.Status}, up to {peer.View?.Last}");

    private static string Form(Message message) => JsonSerializer.Serialize(message, WireJson.Tolerant);

    private async Task<Peer> JoinAsync(ServerProcess server, Action<PeerCircleClientOptions>? configure = null)
    {
        var peer = await Peer.JoinAsync(server.Url, "member", configure: configure);
        _peers.Add(peer);
        return peer;
    }

    /// <summary>Until so much is unread in the inbox, by what the client keeps of it.</summary>
    private static async Task UnreadAsync(Peer peer, int unread, TimeSpan within)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(within);
        await foreach (var inbox in peer.Client.Notifications.WatchAsync(deadline.Token))
        {
            if (inbox.Unread == unread) return;
        }
    }

    /// <summary>A room where they all are, and look.</summary>
    private async Task<ConversationId> RoomAsync(params Peer[] peers)
    {
        var room = await cluster.Founder.Client.Rooms.CreateAsync(new RoomBody("Both", "Who is where?", []), TestContext.Current.CancellationToken);
        foreach (var peer in peers)
        {
            await peer.Client.Rooms.JoinAsync(room.Id, TestContext.Current.CancellationToken);
            peer.Follow(room.ConversationId);
        }
        foreach (var peer in peers) await Wait.UntilAsync(() => peer.View is { IsLoaded: true }, Patience, () => "not loaded");
        return room.ConversationId;
    }

    /// <summary>The founder's circle with two more, both of the other server.</summary>
    private async Task<(CircleFacts Circle, Peer Stays, Peer Goes)> CircleAsync()
    {
        var circle = await cluster.Founder.Client.Circles.CreateAsync(new CircleBody("Founders", "To talk"), TestContext.Current.CancellationToken);
        var invite = await cluster.Founder.Client.Circles.InviteAsync(circle.Id, new InviteBody(), TestContext.Current.CancellationToken);
        var (stays, goes) = (await JoinAsync(cluster.B), await JoinAsync(cluster.B));
        await stays.Client.Circles.AcceptInviteAsync(invite.Token, TestContext.Current.CancellationToken);
        await goes.Client.Circles.AcceptInviteAsync(invite.Token, TestContext.Current.CancellationToken);
        return (circle, stays, goes);
    }
}
