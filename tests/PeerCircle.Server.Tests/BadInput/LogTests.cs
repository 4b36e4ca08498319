using System.Net.WebSockets;
using PeerCircle.Server.Tests.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.BadInput;

public sealed class LogTests
{
    private const string Marker = "zebrafinch";

    [Fact]
    public async Task Whatever_is_sent_no_body_token_or_address_gets_into_the_log()
    {
        await using var scene = new BadScene();
        await scene.InitializeAsync();
        foreach (var (_, method, arguments, _) in HubTable.Rows.Select(r => r.Data))
        {
            await using var socket = await RawSocket.OpenAsync(scene.Server.Url, scene.Ada.Token, Wire.Json);
            await socket.CallAsync(method == "Destroy" ? Marker : method, Marked(scene.Fill(arguments)));
        }
        foreach (var (_, frame) in HubTable.Frames.Select(r => r.Data))
        {
            await using var socket = await RawSocket.OpenAsync(scene.Server.Url, scene.Ada.Token, Wire.Json);
            await socket.SendAsync((byte[])[.. frame, .. System.Text.Encoding.UTF8.GetBytes(Marker)], WebSocketMessageType.Text);
            await socket.ClosedAsync();
        }
        foreach (var (_, method, path, body, _, _) in HttpTable.Rows.Select(r => r.Data))
        {
            await scene.Server.CallAsync(method, $"{scene.Fill(path)}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}q={Marker}", body is null ? null : Marked(scene.Fill(body)), scene.Ada);
        }
        await scene.Server.CallAsync("POST", "/api/v1/sessions", new { email = $"{Marker}@example.org", password = Marker, kind = "token" });
        await scene.Server.CallAsync("POST", "/api/v1/accounts", new { email = Marker, password = Marker, displayName = Marker, inviteToken = Marker });
        await scene.Server.CallAsync("GET", $"/api/v1/invites/{Marker}");
        await scene.Server.CallAsync("GET", $"/hubs/peer?access_token={Marker}");
        await scene.Server.CallAsync("POST", "/api/v1/sessions", "{\"email\":{\"" + Marker + "\":1}}");
        Assert.NotEmpty(scene.Server.Log.Lines);
        string[] secrets = [Marker, scene.Ada.Token, scene.Grace.Token, "@example.org"];
        Assert.DoesNotContain(scene.Server.Log.Lines, l => secrets.Any(s => l.Contains(s, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Marked(string json) => json.Replace("\"x\"", $"\"{Marker}\"", StringComparison.Ordinal).Replace("colour", Marker, StringComparison.Ordinal);
}
