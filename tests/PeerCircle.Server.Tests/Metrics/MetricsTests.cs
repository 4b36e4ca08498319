using System.Net;
using PeerCircle.Client;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Cluster;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Metrics;

/// <summary>What an operator reads of a server: that it moves with what happens, and who may read it.</summary>
[Collection(Processes.Name)]
public sealed class MetricsTests : IAsyncLifetime
{
    private const int Posts = 10;

    private readonly TemporaryDirectory _directory = new();
    private readonly Uri _metrics = ServerProcess.FreeUrl();
    private ServerProcess _server = null!;
    private Peer _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerProcess.ServeAsync(ServerProcess.FreeUrl(), $"--Storage:Sqlite:Path={_directory.File("store.db")}", $"--Metrics:Url={_metrics.GetLeftPart(UriPartial.Authority)}", "--Limits:CreationsPerDay=1");
        _ada = await Peer.JoinAsync(_server.Url, "ada", isFirst: true);
    }

    [Fact]
    public async Task It_moves_with_connections_posts_deliveries_and_refusals()
    {
        var before = await Scrape.UntilAsync(_metrics, s => s.Of("peercircle_hub_connections") == 1, "one is connected");
        Assert.Equal(0, before.Of("peercircle_posts_acknowledged_total"));

        var room = await _ada.Client.Rooms.CreateAsync(new RoomBody("Measured", "How much?", []), TestContext.Current.CancellationToken);
        await using var grace = await Peer.JoinAsync(_server.Url, "grace");
        await grace.Client.Rooms.JoinAsync(room.Id, TestContext.Current.CancellationToken);
        await using var wire = await Wire.ConnectAsync(_server, grace);
        for (var n = 0; n < Posts; n++) await _ada.PostAsync(room.ConversationId, $"measure {n}");
        await Wait.UntilAsync(() => wire.Heard($"measure {Posts - 1}"), TimeSpan.FromSeconds(20), () => "not heard");
        var refused = await Assert.ThrowsAsync<PeerCircleException>(() => _ada.Client.Rooms.CreateAsync(new RoomBody("Another", "One too many", []), TestContext.Current.CancellationToken));
        Assert.Equal(ErrorCodes.RateLimited, refused.Code);

        var after = await Scrape.UntilAsync(_metrics, s => s.Of("peercircle_hub_connections") == 3, "three are connected");
        Assert.Equal((Posts, 3), (after.Of("peercircle_posts_acknowledged_total"), after.Of("peercircle_hub_handshakes_total", "outcome=\"admitted\"")));
        Assert.Equal(1, after.Of("peercircle_rate_limited_total", "limit=\"Creations\""));
        // Three are subscribed, and each is told of each.
        Assert.InRange(after.Of("peercircle_mailbox_messages_total") - before.Of("peercircle_mailbox_messages_total"), 3 * Posts, 4 * Posts);
        Assert.InRange(after.Of("peercircle_commit_duration_seconds_count") - before.Of("peercircle_commit_duration_seconds_count"), Posts, 3 * Posts);
        Assert.InRange(after.Of("peercircle_commit_duration_seconds_bucket", "le=\"10\""), Posts, double.MaxValue);
        Assert.InRange(after.Of("peercircle_commit_changes_sum") - before.Of("peercircle_commit_changes_sum"), Posts, 3 * Posts);
        Assert.InRange(after.Of("peercircle_sweep_age_seconds"), 0, 30);
        Assert.All(["peercircle_mailbox_waiting_bytes", "peercircle_mailbox_waiting_frames"], name => Assert.True(after.Has(name), name));

        await wire.DisposeAsync();
        await Scrape.UntilAsync(_metrics, s => s.Of("peercircle_hub_connections") == 2, "one has left");
        foreach (var session in (await grace.Client.Accounts.SessionsAsync(TestContext.Current.CancellationToken)).Where(s => s.Current)) await grace.Client.Accounts.EndSessionAsync(session.Id, TestContext.Current.CancellationToken);
        await Scrape.UntilAsync(_metrics, s => s.Of("peercircle_hub_connections") == 1 && s.Of("peercircle_hub_ended_total", "reason=\"Ended\"") == 1, "a session has ended");
    }

    [Fact]
    public async Task What_the_server_stands_on_is_measured_too_and_names_nobody()
    {
        await _ada.Client.Accounts.SessionsAsync(TestContext.Current.CancellationToken);
        var scrape = await Scrape.ReadAsync(_metrics);
        Assert.All(["http_server_request_duration_seconds_count", "kestrel_active_connections", "dotnet_gc_collections_total", "target_info"], name => Assert.True(scrape.Has(name), name));
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri(_metrics, "metrics"), TestContext.Current.CancellationToken);
        Assert.All([_ada.Email, _ada.Token, $"{_ada.Id}"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_read_at_its_own_address_only_and_nothing_else_is()
    {
        using var http = new HttpClient();
        using var network = await http.GetAsync(new Uri(_server.Url, "metrics"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("peercircle_", await network.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        foreach (var path in (string[])["", "health/ready", "api/v1/server", "hubs/peer", "metrics2"])
        {
            using var answer = await http.GetAsync(new Uri(_metrics, path), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.NotFound, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }
        Assert.Equal(0, await _server.StopAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri(_metrics, "metrics"), TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _ada.DisposeAsync();
        await _server.DisposeAsync();
        _directory.Dispose();
    }
}
