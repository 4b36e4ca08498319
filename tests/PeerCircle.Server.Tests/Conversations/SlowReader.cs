using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>A hub connection that reads only when asked to, with little space of its own, so that what is not read stays with the server.</summary>
internal sealed class SlowReader : IDisposable
{
    private const char End = '\u001e';
    private const int Completion = 3;

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _read = new();

    private SlowReader()
    {
    }

    /// <summary>Subscribed when this returns.</summary>
    public static async Task<SlowReader> ConnectAsync(ChatServer server, Person person)
    {
        var reader = new SlowReader();
        reader._socket.Options.SetRequestHeader("Authorization", $"Bearer {person.Token}");
        await reader._socket.ConnectAsync(new Uri(server.Url.Replace("http", "ws", StringComparison.Ordinal) + "/hubs/peer"), reader._http, TestContext.Current.CancellationToken);
        await reader.SendAsync("""{"protocol":"json","version":1}""");
        await reader.SendAsync("""{"type":1,"target":"Sync","arguments":[{"cursors":[]}],"invocationId":"1"}""");
        while ((await FrameAsync(reader)).Number("type") != Completion)
        {
            // The first answer proves the subscription.
        }
        return reader;
    }

    /// <summary>The next push.</summary>
    public async Task<(string Method, JsonNode Push)> ReadAsync()
    {
        while (true)
        {
            var frame = await FrameAsync(this);
            if (frame.Text("target") is { } method) return (method, frame["arguments"]![0]!);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _http.Dispose();
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task SendAsync(string frame) =>
        await _socket.SendAsync(Encoding.UTF8.GetBytes(frame + End), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    private static async Task<JsonNode> FrameAsync(SlowReader reader)
    {
        var bytes = new byte[65_536];
        while (true)
        {
            var text = reader._read.ToString();
            if (text.IndexOf(End, StringComparison.Ordinal) is >= 0 and var end)
            {
                reader._read.Remove(0, end + 1);
                return JsonNode.Parse(text[..end])!;
            }
            var part = await reader._socket.ReceiveAsync(bytes.AsMemory(), TestContext.Current.CancellationToken).AsTask().WaitAsync(Pushes.Deadline);
            reader._read.Append(Encoding.ASCII.GetString(bytes, 0, part.Count));
        }
    }
}
