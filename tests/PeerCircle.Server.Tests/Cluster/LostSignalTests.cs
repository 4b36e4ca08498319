using System.Net;
using PeerCircle.Client;
using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>
/// Who is removed, or whose session ends, by one server while nothing comes through between it and the other. What the store knows holds at once; live connections follow within
/// two seconds, for which a busy machine is given more.
/// </summary>
[Collection(Processes.Name)]
public sealed class LostSignalTests(TwoServers cluster) : IClassFixture<TwoServers>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<Peer> _peers = [];

    public ValueTask InitializeAsync() => new(cluster.AreAsync("ok"));

    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_was_removed_is_answered_nothing_at_once_and_hears_nothing_soon(bool isNoticed)
    {
        var circle = await cluster.Founder.Client.Circles.CreateAsync(new CircleBody("Founders", "To talk"), TestContext.Current.CancellationToken);
        var invite = await cluster.Founder.Client.Circles.InviteAsync(circle.Id, new InviteBody(), TestContext.Current.CancellationToken);
        var (stays, goes) = (await JoinAsync(), await JoinAsync());
        foreach (var peer in (Peer[])[stays, goes]) await peer.Client.Circles.AcceptInviteAsync(invite.Token, TestContext.Current.CancellationToken);
        await using var staying = await Wire.ConnectAsync(cluster.B, stays);
        await using var going = await Wire.ConnectAsync(cluster.B, goes);
        await cluster.Founder.PostAsync(circle.ConversationId, "before");
        await Wait.UntilAsync(() => staying.Heard("before") && going.Heard("before"), Patience, () => "not heard");

        await LoseSignalsAsync(isNoticed);
        await cluster.Founder.Client.Circles.RemoveMemberAsync(circle.Id, goes.Id, TestContext.Current.CancellationToken);

        await cluster.Founder.PostAsync(circle.ConversationId, "already without");
        Assert.Equal(ErrorCodes.NotFound, (await going.PostAsync(circle.ConversationId, "too late")).Error?.Code);
        Assert.Empty(await going.SyncAsync(circle.ConversationId, 0));
        var read = await Assert.ThrowsAsync<PeerCircleException>(() => goes.Client.Conversations.PageAsync(circle.ConversationId, new PageRequest(), TestContext.Current.CancellationToken));
        Assert.Equal(ErrorCodes.NotFound, read.Code);

        await Wait.UntilAsync(() => going.Removed.Contains(circle.ConversationId), Patience, () => "the connection was not told");
        for (var n = 0; n < 20; n++) await cluster.Founder.PostAsync(circle.ConversationId, $"after {n}");
        await Wait.UntilAsync(() => staying.Heard("after 19"), Patience, () => "not heard by who stays");
        await going.AnsweredAsync();
        Assert.DoesNotContain(going.Pushed, p => p.Messages.Any(m => m.Text?.StartsWith("after", StringComparison.Ordinal) is true));
        Assert.DoesNotContain(await cluster.Founder.HistoryAsync(circle.ConversationId), m => m.Text == "too late");
    }

    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_that_ended_is_answered_nothing_at_once_and_its_connections_close_soon(bool isNoticed)
    {
        var member = await JoinAsync();
        await using var elsewhere = await member.AgainAsync(cluster.A.Url);
        await using var wire = await Wire.ConnectAsync(cluster.B, member);
        var session = (await member.Client.Accounts.SessionsAsync(TestContext.Current.CancellationToken)).Single(s => s.Current);
        using var http = new HttpClient { BaseAddress = cluster.B.Url, DefaultRequestHeaders = { { "Authorization", $"Bearer {member.Token}" } } };

        await LoseSignalsAsync(isNoticed);
        await elsewhere.Client.Accounts.EndSessionAsync(session.Id, TestContext.Current.CancellationToken);

        using var me = await http.GetAsync("api/v1/me", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, me.StatusCode);
        await Wait.UntilAsync(() => wire.IsClosed, Patience, () => "not closed");
        Assert.Equal([SessionEndReason.Ended], wire.Ended);
        Assert.Equal(ClientStatus.Online, elsewhere.Client.Status.Status);
    }

    public async ValueTask DisposeAsync()
    {
        cluster.RedisForA.Mend();
        cluster.RedisForB.Mend();
        foreach (var peer in _peers) await peer.DisposeAsync();
    }

    /// <summary>Nothing gets through to Redis or back, on either side; perhaps both know of it already.</summary>
    private async Task LoseSignalsAsync(bool isNoticed)
    {
        cluster.RedisForA.Stall();
        cluster.RedisForB.Stall();
        if (isNoticed) await cluster.AreAsync("degraded");
    }

    private async Task<Peer> JoinAsync()
    {
        var peer = await Peer.JoinAsync(cluster.B.Url, "member");
        _peers.Add(peer);
        return peer;
    }
}
