using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations.Sockets;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>The hub's own transport, as a WebSocket client sees it.</summary>
public sealed class SocketTests(ChatServer server) : IClassFixture<ChatServer>
{
    private const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0), InlineData(1), InlineData(125), InlineData(126), InlineData(65_535), InlineData(65_536), InlineData(200_000)]
    public async Task A_frame_of_any_length_is_read_by_others(int length)
    {
        var payload = Enumerable.Range(0, length).Select(n => (byte)n).ToArray();
        using var stream = new MemoryStream();
        await stream.WriteAsync(WebSocketFrame.Of(TransferFormat.Binary, payload), Cancellation);
        await stream.WriteAsync(WebSocketFrame.Of(TransferFormat.Text, "end"u8), Cancellation);
        stream.Position = 0;
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false });
        Assert.Equal(payload, await ReadAsync(socket, WebSocketMessageType.Binary));
        Assert.Equal("end"u8.ToArray(), await ReadAsync(socket, WebSocketMessageType.Text));
    }

    [Fact]
    public async Task Whoever_says_goodbye_is_answered()
    {
        using var socket = await ConnectAsync(server);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task What_is_no_hub_call_is_told_so_and_the_connection_ends_with_a_goodbye()
    {
        using var socket = await ConnectAsync(server);
        await socket.SendAsync(Encoding.UTF8.GetBytes("nonsense\u001e"), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        var said = await ReadToEndAsync(socket);
        Assert.Contains("\"type\":7", said, StringComparison.Ordinal);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task A_call_in_many_small_frames_is_one_call()
    {
        using var socket = await ConnectAsync(server);
        foreach (var one in "{\"type\":1,\"target\":\"Sync\",\"arguments\":[{\"cursors\":[]}],\"invocationId\":\"7\"}\u001e")
        {
            await socket.SendAsync(new[] { (byte)one }, WebSocketMessageType.Text, endOfMessage: one == '\u001e', Cancellation);
        }
        Assert.Contains("\"invocationId\":\"7\"", Encoding.UTF8.GetString(await ReadAsync(socket, WebSocketMessageType.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stops_says_goodbye()
    {
        await using var leaving = await ChatServer.StartAsync();
        using var socket = await ConnectAsync(leaving);
        var stopping = leaving.StopAsync();
        await ReadToEndAsync(socket);
        await stopping;
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task What_is_no_websocket_is_refused() =>
        Assert.Equal((400, ErrorCodes.RequestInvalid), (await server.CallAsync("GET", $"/hubs/peer?access_token={server.Administrator.Token}")).Refused);

    [Fact]
    public async Task Over_HTTP_2_it_is_the_same()
    {
        await using var modern = await ChatServer.StartAsync("Kestrel:Endpoints:One:Url=http://127.0.0.1:0", "Kestrel:Endpoints:Two:Url=http://127.0.0.1:0", "Kestrel:Endpoints:Two:Protocols=Http2");
        using var socket = await ConnectAsync(modern, HttpVersion.Version20, modern.Urls[1]);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    /// <summary>The handshake is answered.</summary>
    private static async Task<ClientWebSocket> ConnectAsync(ChatServer server, Version? version = null, string? url = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = version ?? HttpVersion.Version11;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.SetRequestHeader("Authorization", $"Bearer {server.Administrator.Token}");
        using var http = new HttpMessageInvoker(new SocketsHttpHandler(), disposeHandler: false);
        await socket.ConnectAsync(new Uri((url ?? server.Url).Replace("http", "ws", StringComparison.Ordinal) + "/hubs/peer"), http, Cancellation);
        await socket.SendAsync(Encoding.UTF8.GetBytes(Handshake), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        Assert.Equal("{}\u001e", Encoding.UTF8.GetString(await ReadAsync(socket, WebSocketMessageType.Text)));
        return socket;
    }

    private static async Task<byte[]> ReadAsync(WebSocket socket, WebSocketMessageType type)
    {
        var (buffer, read) = (new byte[4_096], new MemoryStream());
        while (true)
        {
            var piece = await socket.ReceiveAsync(buffer.AsMemory(), Cancellation);
            Assert.Equal(type, piece.MessageType);
            read.Write(buffer.AsSpan(0, piece.Count));
            if (piece.EndOfMessage) return read.ToArray();
        }
    }

    private static async Task<string> ReadToEndAsync(WebSocket socket)
    {
        var (buffer, read) = (new byte[4_096], new StringBuilder());
        while (await socket.ReceiveAsync(buffer.AsMemory(), Cancellation) is { MessageType: WebSocketMessageType.Text } piece) read.Append(Encoding.UTF8.GetString(buffer, 0, piece.Count));
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
        return read.ToString();
    }
}
