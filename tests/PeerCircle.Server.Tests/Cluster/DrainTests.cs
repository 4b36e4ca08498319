using System.Net;
using System.Text.Json.Nodes;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Tests;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>A server that is told to stop while another one stands in for it.</summary>
[Collection(Processes.Name)]
public sealed class DrainTests(TwoServers cluster) : IClassFixture<TwoServers>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public ValueTask InitializeAsync() => new(cluster.AreAsync("ok"));

    [Fact]
    public async Task It_takes_nobody_new_and_tells_each_connection_when_to_come_back_and_closes_those_that_stay()
    {
        await using var member = await Peer.JoinAsync(cluster.A.Url, "member");
        await using var stays = await Wire.ConnectAsync(cluster.A, member);
        await cluster.A.SignalAsync("TERM");
        await Wait.UntilAsync(() => !stays.ReturnsInMs.IsEmpty, Patience, () => "not told");
        Assert.InRange(Assert.Single(stays.ReturnsInMs), 1_000, 2_000);

        using var http = new HttpClient { BaseAddress = cluster.A.Url };
        using var ready = await http.GetAsync("health/ready", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "draining"), (ready.StatusCode, await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        using var handshake = new HttpRequestMessage(HttpMethod.Get, "hubs/peer") { Headers = { { "Authorization", $"Bearer {member.Token}" } } };
        using var refused = await http.SendAsync(handshake, TestContext.Current.CancellationToken);
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, ErrorCodes.ServerDraining), (refused.StatusCode, problem?["code"]?.GetValue<string>()));
        Assert.NotNull(refused.Headers.RetryAfter);

        Assert.Equal(0, await cluster.A.EndAsync());
        await Wait.UntilAsync(() => stays.IsClosed, Patience, () => "not closed");
        await cluster.RestartAAsync();
    }

    [Fact]
    public async Task Told_twice_it_ends_at_once()
    {
        await using var member = await Peer.JoinAsync(cluster.A.Url, "member");
        await using var stays = await Wire.ConnectAsync(cluster.A, member);
        await cluster.A.SignalAsync("TERM");
        await Wait.UntilAsync(() => !stays.ReturnsInMs.IsEmpty, Patience, () => "not told");
        await cluster.A.SignalAsync("TERM");
        Assert.Equal(0, await cluster.A.EndAsync());
        Assert.DoesNotContain(cluster.A.Output, line => line.Contains("Everything accepted is committed", StringComparison.Ordinal));
        await cluster.RestartAAsync();
    }

    [Fact]
    public async Task Servers_replaced_one_after_the_other_lose_and_double_nothing_of_what_is_written_meanwhile()
    {
        using var balancer = new FaultProxy(cluster.A.Url.Port);
        var url = new Uri($"http://{balancer.Address}");
        List<Peer> peers = [];
        for (var n = 0; n < 4; n++) peers.Add(await Peer.JoinAsync(url, $"peer{n}"));
        await using var work = await Workload.StartAsync(peers, TimeSpan.FromMilliseconds(200));
        for (var round = 0; round < 2; round++)
        {
            await work.AcknowledgedAsync(20);
            balancer.LeadTo(cluster.B.Url.Port);
            Assert.Equal(0, await cluster.A.StopAsync());
            Assert.Contains(cluster.A.Output, line => line.Contains("Everything accepted is committed; 0 connections are left", StringComparison.Ordinal));
            await cluster.RestartAAsync();
            await work.AcknowledgedAsync(20);
            balancer.LeadTo(cluster.A.Url.Port);
            Assert.Equal(0, await cluster.B.StopAsync());
            await cluster.RestartBAsync();
        }
        await work.AcknowledgedAsync(20);
        await work.EndsWholeAsync(url);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
