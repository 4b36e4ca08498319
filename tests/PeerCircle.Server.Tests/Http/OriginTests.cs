using System.Net;
using Microsoft.AspNetCore.Builder;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Accounts;
using Xunit;

namespace PeerCircle.Server.Tests.Http;

public sealed class OriginTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    [InlineData("http://evil.example", false)]
    [InlineData("https://chat.example.org", true)]
    [InlineData("https://CHAT.example.org", true)]
    [InlineData("https://chat.example.org:443", true)]
    [InlineData("http://chat.example.org", false)]
    [InlineData("https://chat.example.org:8443", false)]
    [InlineData("https://chat.example.org.evil.example", false)]
    [InlineData("https://evil.example/https://chat.example.org", false)]
    [InlineData("https://chat.example.org@evil.example", false)]
    [InlineData("https://sub.chat.example.org", false)]
    public async Task With_the_cookie_what_changes_something_needs_the_own_origin(string? origin, bool allowed)
    {
        await using var server = await AccountsServer.StartAsync("Server:PublicUrl=https://chat.example.org");
        var (_, ada) = await server.AddAsync("ada");
        (string, string)[] headers = origin is null ? [("Cookie", $"__Host-pc_session={ada}")] : [("Cookie", $"__Host-pc_session={ada}"), ("Origin", origin)];
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", "/api/v1/me", headers: headers)).Status);
        var changed = await server.CallAsync("PATCH", "/api/v1/me", new { headline = "h" }, headers: headers);
        var begun = await server.CallAsync("POST", "/api/v1/sessions", new { email = "ada@example.org", password = AccountsServer.Password, kind = "cookie" }, headers: headers[1..]);
        Assert.Equal((allowed ? 200 : 403, allowed ? null : ErrorCodes.OriginRefused), changed.Refused);
        Assert.Equal((allowed ? 200 : 403, allowed ? null : ErrorCodes.OriginRefused), begun.Refused);
    }

    [Fact]
    public async Task Without_a_configured_one_the_origin_is_where_the_request_went()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        (string, string) cookie = ("Cookie", $"pc_session={ada}");
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("PATCH", "/api/v1/me", "{}", headers: [cookie, ("Origin", server.Url)])).Status);
        Assert.Equal((403, ErrorCodes.OriginRefused), (await server.CallAsync("PATCH", "/api/v1/me", "{}", headers: [cookie, ("Origin", "http://127.0.0.1:1")])).Refused);

        // It is looked at before the form of the body.
        Assert.Equal((403, ErrorCodes.OriginRefused), (await server.CallAsync("PATCH", "/api/v1/me", "no json", headers: [cookie])).Refused);
    }

    [Fact]
    public async Task A_bearer_token_needs_no_origin()
    {
        await using var server = await AccountsServer.StartAsync();
        var (_, ada) = await server.AddAsync("ada");
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("PATCH", "/api/v1/me", "{}", ada)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("PATCH", "/api/v1/me", "{}", ada, ("Origin", "https://elsewhere.example"))).Status);
    }

    [Fact]
    public async Task On_the_hub_a_cookie_needs_an_origin_and_a_bearer_token_none_that_is_foreign()
    {
        await using var server = await AccountsServer.StartAsync();
        const string Hub = "/hubs/guarded";
        server.App.MapGet(Hub, () => "in");
        var (_, ada) = await server.AddAsync("ada");
        (string, string) cookie = ("Cookie", $"pc_session={ada}");
        (string, string) own = ("Origin", server.Url);
        (string, string) foreign = ("Origin", "https://evil.example");
        Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("GET", Hub, headers: own)).Refused);
        Assert.Equal((403, ErrorCodes.OriginRefused), (await server.CallAsync("GET", Hub, headers: cookie)).Refused);
        Assert.Equal((403, ErrorCodes.OriginRefused), (await server.CallAsync("GET", Hub, headers: [cookie, foreign])).Refused);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", Hub, headers: [cookie, own])).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", Hub, token: ada)).Status);
        Assert.Equal((403, ErrorCodes.OriginRefused), (await server.CallAsync("GET", Hub, token: ada, headers: foreign)).Refused);
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("GET", $"{Hub}?access_token={ada}", headers: own)).Status);
        Assert.Equal((403, ErrorCodes.OriginRefused), (await server.CallAsync("GET", $"{Hub}?access_token={ada}", headers: foreign)).Refused);
    }
}
