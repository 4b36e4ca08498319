using System.Net;
using System.Text;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Faults;

/// <summary>What a server in Production writes down while members, and strangers, do as they like.</summary>
[Collection(Processes.Name)]
public sealed class LogTests
{
    /// <summary>Is part of everything that is none of the log's business.</summary>
    private const string Marker = "heron-1d7c";

    [Fact]
    public async Task Nothing_of_what_anybody_sent_is_in_the_log()
    {
        using var place = new TemporaryDirectory();
        var url = ServerProcess.FreeUrl();
        // Settings of the host that would write down addresses and all that is in them.
        await using var server = await ServerProcess.ServeAsync(
            url, $"--Storage:Sqlite:Path={place.File("store.db")}", "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Information", "--Logging:LogLevel:Microsoft.AspNetCore.SignalR=Trace");
        string[] secrets;
        await using (var member = await Peer.JoinAsync(url, Marker, isFirst: true))
        {
            var room = await member.Client.Rooms.CreateAsync(new RoomBody($"Room {Marker}", Marker, [Marker]), TestContext.Current.CancellationToken);
            await member.PostAsync(room.ConversationId, $"said {Marker}");
            await StrangeRequestsAsync(url, member.Token, room.ConversationId);
            secrets = [Marker, member.Email, member.Token];
        }

        Assert.Equal(0, await server.StopAsync());
        ServerLog.TellsNothingOf([.. server.Output], secrets);
        Assert.Empty(server.Error);
    }

    [Fact]
    public async Task What_members_do_all_the_time_is_not_in_the_log()
    {
        using var place = new TemporaryDirectory();
        var url = ServerProcess.FreeUrl();
        await using var server = await ServerProcess.ServeAsync(url, $"--Storage:Sqlite:Path={place.File("store.db")}");
        await using (var member = await Peer.JoinAsync(url, "Ana", isFirst: true))
        {
            var room = await member.Client.Rooms.CreateAsync(new RoomBody("Room", "What now?", []), TestContext.Current.CancellationToken);
            for (var n = 0; n < 50; n++) await member.PostAsync(room.ConversationId, $"{n}");
        }

        Assert.Equal(0, await server.StopAsync());
        Assert.InRange(server.Output.Count, 1, 40);
        Assert.DoesNotContain(server.Output, line => line.Contains("\"@l\":\"Debug\"", StringComparison.Ordinal) || line.Contains("\"@l\":\"Verbose\"", StringComparison.Ordinal));
    }

    private static async Task StrangeRequestsAsync(Uri url, string token, ConversationId room)
    {
        using var http = new HttpClient { BaseAddress = url };
        var messages = $"/api/v1/conversations/{room}/messages";
        (HttpStatusCode Status, string Method, string Path, string? Body, string? Token)[] requests =
        [
            (HttpStatusCode.BadRequest, "POST", messages, $"{{\"id\":\"{Marker}\",\"text\":\"{Marker}\"}}", token),
            (HttpStatusCode.BadRequest, "POST", messages, $"{{\"{Marker}\":\"{Marker}", token),
            (HttpStatusCode.Unauthorized, "POST", messages, $"{{\"text\":\"{Marker}\"}}", Marker),
            (HttpStatusCode.Unauthorized, "POST", "/api/v1/sessions", $"{{\"email\":\"{Marker}@example.org\",\"password\":\"wrong {Marker}\",\"kind\":\"token\"}}", null),
            (HttpStatusCode.BadRequest, "POST", "/api/v1/accounts", $"{{\"email\":\"{Marker}@example.org\",\"password\":\"short\",\"displayName\":\"{Marker}\"}}", null),
            (HttpStatusCode.NotFound, "GET", $"/api/v1/invites/{Marker}", null, null),
            (HttpStatusCode.NotFound, "POST", $"/api/v1/password-resets/{Marker}", $"{{\"password\":\"plain oats {Marker}\"}}", null),
            (HttpStatusCode.Unauthorized, "GET", $"/hubs/peer?access_token={Marker}", null, null),
            (HttpStatusCode.OK, "GET", $"/api/v1/members?query={Marker}", null, token),
        ];
        foreach (var (status, method, path, body, bearer) in requests)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            if (bearer is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(status == answer.StatusCode, $"{method} {path}: {answer.StatusCode}");
        }
    }
}
