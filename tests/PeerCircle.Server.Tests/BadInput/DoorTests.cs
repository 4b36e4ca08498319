using System.Diagnostics;
using System.Net;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.BadInput;

/// <summary>Who is let in, and how many, and how often.</summary>
[Collection(nameof(Bad))]
public sealed class DoorTests(BadScene scene)
{
    private static readonly (string, string)[] Upgrade =
        [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")];

    /// <summary>Origins that are not the server's own; empty for none at all.</summary>
    public static TheoryData<string> Origins => ["https://evil.example", "null", "", "http://127.0.0.1:1", "http://sub.127.0.0.1", "https://127.0.0.1", "{own}.evil.example", "{own}/path", "{own}@evil.example", "x"];

    [Theory, MemberData(nameof(Origins))]
    public Task A_cookie_from_elsewhere_changes_nothing_and_opens_no_connection(string origin) => scene.HoldsAsync(async () =>
    {
        var (server, cookie) = (scene.Server, await CookieAsync());
        var foreign = origin.Replace("{own}", server.Url, StringComparison.Ordinal);
        (string, string)[] headers = foreign.Length == 0 ? [("Cookie", cookie)] : [("Cookie", cookie), ("Origin", foreign)];
        var post = await server.CallAsync("POST", scene.Fill("/api/v1/conversations/{conversation}/messages"), scene.Fill("""{"id":"{new}","text":"x"}"""), headers: headers);
        Assert.Equal((403, ErrorCodes.OriginRefused), post.Refused);
        Assert.Equal((403, ErrorCodes.OriginRefused), (await server.CallAsync("GET", "/hubs/peer", headers: [.. headers, .. Upgrade])).Refused);
        if (foreign.Length == 0) return;
        Assert.Equal((403, ErrorCodes.OriginRefused), (await server.CallAsync("GET", $"/hubs/peer?access_token={scene.Ada.Token}", headers: [("Origin", foreign), .. Upgrade])).Refused);
    });

    [Fact]
    public async Task The_servers_own_page_is_let_in()
    {
        (string, string)[] headers = [("Cookie", await CookieAsync()), ("Origin", scene.Server.Url)];
        var read = await scene.Server.CallAsync("PUT", scene.Fill("/api/v1/conversations/{foreign}/read"), """{"seq":0}""", headers: headers);
        Assert.Equal((404, ErrorCodes.NotFound), read.Refused);
        Assert.Equal(HttpStatusCode.OK, (await scene.Server.CallAsync("GET", "/api/v1/me", headers: headers[..1])).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?access_token=")]
    [InlineData("?access_token=bad")]
    [InlineData("?access_token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public Task Without_a_session_there_is_no_connection(string query) => scene.HoldsAsync(async () =>
        Assert.Equal((401, ErrorCodes.AuthRequired), (await scene.Server.CallAsync("GET", $"/hubs/peer{query}", headers: Upgrade)).Refused));

    [Fact]
    public Task The_tokens_place_in_the_query_is_the_hubs_alone() => scene.HoldsAsync(async () =>
        Assert.Equal((401, ErrorCodes.AuthRequired), (await scene.Server.CallAsync("GET", $"/api/v1/me?access_token={scene.Ada.Token}")).Refused));

    [Fact]
    public async Task A_flood_of_posts_is_held_back_and_neighbours_are_not()
    {
        await using var server = await ChatServer.StartAsync("Limits:MessagesPer10Seconds=5");
        await using var one = await Scene.CircleAsync(server);
        var watch = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => one.AdasClient.CallAsync("Post", new { conversationId = one.Conversation, id = HubClient.NewId(), text = $"{i}" })));
        Assert.InRange(answers.Count(a => a.Ok), 5, 6 + (int)(watch.Elapsed.TotalSeconds / 2));
        foreach (var error in answers.Where(a => !a.Ok).Select(a => a.Reply["error"]!))
        {
            Assert.Equal((ErrorCodes.RateLimited, true), (error.Text("code"), error["retryable"]!.GetValue<bool>()));
            Assert.InRange(error.Number("retryAfterMs")!.Value, 1, 2_000);
        }
        await one.GracesClient.PostAsync(one.Conversation, "a neighbour");
        await using var phone = await server.ConnectAsync(one.Ada, Wire.Pack);
        var overHttp = await one.CallAsync(one.Ada, "POST", "/messages", new { id = HubClient.NewId(), text = "another door" });
        Assert.Equal((429, ErrorCodes.RateLimited), overHttp.Refused);
        Assert.True(overHttp.Headers.ContainsKey("Retry-After"));
        server.Clock.Advance(TimeSpan.FromSeconds(2));
        await phone.PostAsync(one.Conversation, "after a while");
        Assert.Equal((await server.HeadAsync(one.Conversation)).Seq, answers.Count(a => a.Ok) + 2);
    }

    [Fact]
    public async Task Changes_requests_and_typing_have_limits_of_their_own()
    {
        await using var server = await ChatServer.StartAsync("Limits:ChangesPer10Seconds=1", "Limits:RequestsPer10Seconds=30", "Limits:TypingPer10Seconds=1");
        await using var scene = await Scene.CircleAsync(server);
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        await scene.AdasClient.ReactAsync(scene.Conversation, posted.Id, "👍");
        var codes = new HashSet<string?>();
        for (var i = 0; i < 3; i++) codes.Add((await scene.AdasClient.CallAsync("Edit", new { conversationId = scene.Conversation, id = posted.Id, text = $"{i}" })).Code);
        Assert.Contains(ErrorCodes.RateLimited, codes);
        for (var i = 0; i < 3; i++) Assert.True((await scene.AdasClient.CallAsync("Typing", new { conversationId = scene.Conversation })).Ok);
        var syncs = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => scene.AdasClient.CallAsync("Sync", new { cursors = Array.Empty<object>() })));
        Assert.Contains(syncs, s => s.Code == ErrorCodes.RateLimited);
        await scene.SettleAsync();
        Assert.InRange(scene.GracesClient.Pushes.Named("Typing").Count, 1, 2);
    }

    [Fact]
    public Task A_flood_of_calls_that_lead_nowhere_harms_nobody_and_fills_no_log() => scene.HoldsAsync(async () =>
    {
        var before = scene.Server.Log.Lines.Count;
        await using var socket = await RawSocket.OpenAsync(scene.Server.Url, scene.Ada.Token, Wire.Json);
        var flood = string.Concat(Enumerable.Repeat("{\"type\":1,\"target\":\"Destroy\",\"arguments\":[{\"secret\":1}]}\u001e", 500));
        for (var i = 0; i < 4; i++) await socket.SendAsync(flood);
        Assert.Equal("ok", BadScene.Verdict(await socket.CallAsync("Sync", """{"cursors":[]}""")));
        Assert.InRange(scene.Server.Log.Lines.Count - before, 0, 20);
    });

    [Fact]
    public async Task An_address_has_so_many_connections_at_once()
    {
        await using var server = await ChatServer.StartAsync("Limits:ConnectionsPerAddress=2");
        var ada = await server.AddAsync("Ada");
        await using var one = await server.ConnectAsync(ada);
        var two = await server.ConnectAsync(ada);
        var third = await server.CallAsync("GET", $"/hubs/peer?access_token={ada.Token}", headers: Upgrade);
        Assert.Equal((429, ErrorCodes.RateLimited), third.Refused);
        await two.DisposeAsync();
        // The server counts it out when its own end of the socket has closed.
        await Accounts.Until.FoundAsync(() => server.Services.GetService(typeof(Server.Conversations.AddressConnections)) is Server.Conversations.AddressConnections open && open.TryEnter("127.0.0.1") ? open : null);
    }

    [Fact]
    public async Task The_longest_silent_connection_of_a_member_makes_room()
    {
        await using var server = await ChatServer.StartAsync("Limits:ConnectionsPerMember=2");
        await using var scene = await Scene.CircleAsync(server);
        await using var phone = await server.ConnectAsync(scene.Ada);
        Assert.True((await scene.AdasClient.CallAsync("Sync", new { cursors = Array.Empty<object>() })).Ok);
        await using var tablet = await server.ConnectAsync(scene.Ada);
        Assert.Equal("tooManyConnections", (await phone.Pushes.FindAsync("SessionEnded")).Text("reason"));
        await phone.Closed;
        await scene.AdasClient.PostAsync(scene.Conversation, "still here");
        await tablet.PostAsync(scene.Conversation, "me too");
    }

    private async Task<string> CookieAsync()
    {
        var email = $"cookie{Guid.NewGuid():N}@example.org";
        const string password = "plain oats and rivers";
        await scene.Server.CallAsync("POST", "/api/v1/accounts", new { email, password, displayName = "Cookie" });
        var answer = await scene.Server.CallAsync("POST", "/api/v1/sessions", new { email, password, kind = "cookie" }, headers: ("Origin", scene.Server.Url));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Cookies.Split(';')[0];
    }
}
