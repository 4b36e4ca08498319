using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.BadInput;

/// <summary>Invites that no longer work, whatever made them so.</summary>
[Collection(nameof(Chat))]
public sealed class InviteTable(ChatServer server)
{
    public static TheoryData<string> Ends => ["expired", "used up", "withdrawn", "older than one's removal"];

    [Theory, MemberData(nameof(Ends))]
    public async Task An_invite_that_is_gone_lets_nobody_in(string end)
    {
        var people = await server.AddAsync("Host", "Guest", "Third");
        var (host, guest) = (people[0], people[1]);
        var circle = (await server.CallAsync("POST", "/api/v1/circles", new { name = "Founders", purpose = "" }, host)).Text("id");
        var made = await server.CallAsync("POST", $"/api/v1/circles/{circle}/invites", new { maxUses = end == "used up" ? 1 : 5, expiresInHours = 1 }, host);
        var accept = $"/api/v1/invites/{made.Text("token")}/accept";
        switch (end)
        {
            case "expired":
                server.Clock.Advance(TimeSpan.FromHours(1));
                break;
            case "used up":
                Assert.Equal(200, (int)(await server.CallAsync("POST", accept, by: people[2])).Status);
                break;
            case "withdrawn":
                Assert.Equal(204, (int)(await server.CallAsync("DELETE", $"/api/v1/circles/{circle}/invites/{made.Text("id")}", by: host)).Status);
                break;
            default:
                Assert.Equal(200, (int)(await server.CallAsync("POST", accept, by: guest)).Status);
                Assert.Equal(204, (int)(await server.CallAsync("DELETE", $"/api/v1/circles/{circle}/members/{guest.Id}", by: host)).Status);
                break;
        }
        var before = (await server.GetAsync(host, $"/api/v1/circles/{circle}"))["members"]!.AsArray().Count;
        Assert.Equal((410, ErrorCodes.InviteGone), (await server.CallAsync("POST", accept, by: guest)).Refused);
        Assert.Equal((401, ErrorCodes.AuthRequired), (await server.CallAsync("POST", accept)).Refused);
        Assert.Equal((404, ErrorCodes.NotFound), (await server.CallAsync("GET", $"/api/v1/circles/{circle}", by: guest)).Refused);
        Assert.Equal(before, (await server.GetAsync(host, $"/api/v1/circles/{circle}"))["members"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"maxUses":0}""", 400, ErrorCodes.RequestInvalid)]
    [InlineData("""{"maxUses":201}""", 400, ErrorCodes.RequestInvalid)]
    [InlineData("""{"expiresInHours":721}""", 400, ErrorCodes.RequestInvalid)]
    [InlineData("""{"maxUses":"1"}""", 400, ErrorCodes.RequestMalformed)]
    [InlineData("""{"uses":1}""", 400, ErrorCodes.RequestMalformed)]
    public async Task A_bad_invite_is_not_made(string body, int status, string code)
    {
        var host = await server.AddAsync("Host");
        var circle = (await server.CallAsync("POST", "/api/v1/circles", new { name = "Founders", purpose = "" }, host)).Text("id");
        Assert.Equal((status, code), (await server.CallAsync("POST", $"/api/v1/circles/{circle}/invites", body, host)).Refused);
        Assert.Empty((await server.GetAsync(host, $"/api/v1/circles/{circle}/invites"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"name":"","purpose":""}""", ErrorCodes.RequestInvalid)]
    [InlineData("""{"name":"\u200b","purpose":""}""", ErrorCodes.RequestInvalid)]
    [InlineData("""{"name":"x","purpose":"","capacity":1}""", ErrorCodes.RequestInvalid)]
    [InlineData("""{"name":"x","purpose":"","capacity":201}""", ErrorCodes.RequestInvalid)]
    [InlineData("""{"name":"x","purpose":"","id":"7d444840-9dc0-41d1-b245-5ffdce74fad2"}""", ErrorCodes.RequestInvalid)]
    [InlineData("""{"name":"x","purpose":"","id":"x"}""", ErrorCodes.RequestMalformed)]
    [InlineData("""{"name":"x"}""", ErrorCodes.RequestMalformed)]
    [InlineData("""{"name":["x"],"purpose":""}""", ErrorCodes.RequestMalformed)]
    public async Task A_bad_circle_is_not_made(string body, string code)
    {
        var host = await server.AddAsync("Host");
        Assert.Equal((400, code), (await server.CallAsync("POST", "/api/v1/circles", body, host)).Refused);
        Assert.Empty((await server.GetAsync(host, "/api/v1/circles"))["items"]!.AsArray());
    }
}
