using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PeerCircle.Client;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Server.Conversations;
using PeerCircle.Server.Tests.Accounts;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>How many hub connections begin in a time, whatever number come.</summary>
public sealed class HandshakeTests
{
    [Fact]
    public void So_many_begin_in_a_second_evenly_and_those_that_came_to_nothing_do_not_count()
    {
        var clock = new FakeTimeProvider();
        var handshakes = new Handshakes(new Limits { HandshakesPerSecond = 50 }, clock);
        var (begun, inSecond) = (0, new List<int>());
        for (var ms = 1; ms <= 10_000; ms++)
        {
            for (var herd = 0; herd < 10; herd++)
            {
                if (!handshakes.TryBegin()) continue;
                if (herd % 2 == 1) handshakes.GiveBack();
                else begun++;
            }
            clock.Advance(TimeSpan.FromMilliseconds(1));
            if (ms % 1_000 != 0) continue;
            inSecond.Add(begun);
            begun = 0;
        }
        Assert.InRange(inSecond[0], 54, 55);
        Assert.All(inSecond.Skip(1), n => Assert.InRange(n, 49, 51));
    }

    [Fact]
    public async Task One_too_many_is_turned_away_before_it_is_known_who_it_is()
    {
        await using var server = await AccountsServer.StartAsync("Limits:HandshakesPerSecond=1");
        var (_, ada) = await server.AddAsync("ada");

        // Refused for what they are, these take nobody's place.
        for (var n = 0; n < 3; n++) Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("GET", "/hubs/peer")).Refused);
        using var first = await SocketAsync(server, ada);
        foreach (var (path, token) in ((string, string?)[])[("/hubs/peer", ada), ("/hubs/peer/", ada), ("/hubs/peer", null)])
        {
            var refused = await server.CallAsync("GET", path, token: token);
            Assert.Equal((503, ErrorCodes.ServerBusy, "1"), ((int)refused.Status, refused.Code, refused.Headers["Retry-After"]));
        }
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/me", token: ada)).Status);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        using var second = await SocketAsync(server, ada);
        Assert.Equal(WebSocketState.Open, second.State);
    }

    [Fact]
    public async Task Of_a_herd_all_come_in_the_end_and_no_more_at_a_time_than_may()
    {
        const int herd = 100;
        const int atOnce = 10;
        await using var server = await AccountsServer.StartAsync($"Limits:HandshakesPerSecond={10 * atOnce}", "Limits:ConnectionsPerMember=1000", "Limits:RequestsPer10Seconds=1000000");
        var (_, ada) = await server.AddAsync("ada");
        var connections = server.App.Services.GetRequiredService<LiveConnections>();
        var clients = Enumerable.Range(0, herd).Select(_ => new PeerCircleClient(new Uri(server.Url), options =>
        {
            options.AccessToken = _ => ValueTask.FromResult<string?>(ada);
            options.Jitter = () => Random.Shared.NextDouble() * 0.05;
        })).ToList();
        try
        {
            var connecting = Task.WhenAll(clients.Select(c => c.ConnectAsync(TestContext.Current.CancellationToken)));
            for (var admitted = atOnce; admitted <= herd; admitted += atOnce)
            {
                await Wait.UntilAsync(() => connections.Count >= admitted, Pushes.Deadline, () => $"{connections.Count} of {admitted}");
                // While the server's clock stands still, the others try in vain.
                Assert.Equal(admitted, connections.Count);
                server.Clock.Advance(TimeSpan.FromSeconds(0.1));
            }
            await connecting.WaitAsync(Pushes.Deadline, TestContext.Current.CancellationToken);
            Assert.All(clients, c => Assert.Equal(ClientStatus.Online, c.Status.Status));
        }
        finally
        {
            foreach (var client in clients) await client.DisposeAsync();
        }
    }

    private static async Task<ClientWebSocket> SocketAsync(AccountsServer server, string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await socket.ConnectAsync(new Uri($"{server.Url.Replace("http", "ws", StringComparison.Ordinal)}/hubs/peer"), TestContext.Current.CancellationToken);
        return socket;
    }
}
