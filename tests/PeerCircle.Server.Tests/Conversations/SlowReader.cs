using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>A hub connection that reads only when asked to, or only so fast, with little space of its own, so that what is not read stays with the server.</summary>
internal sealed class SlowReader : IDisposable
{
    private const char End = '\u001e';
    private const int Completion = 3;

    private readonly HttpMessageInvoker _http;
    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _read = new();

    private ThrottledStream? _stream;

    private SlowReader() => _http = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = ConnectAsync });

    /// <summary>Subscribed when this returns.</summary>
    public static async Task<SlowReader> ConnectAsync(ChatServer server, Person person)
    {
        var reader = await ConnectAsync($"{server.Url}/hubs/peer", person.Token);
        await reader.CallAsync("""{"type":1,"target":"Sync","arguments":[{"cursors":[]}],"invocationId":"1"}""");
        return reader;
    }

    /// <summary>To any hub; nothing was called yet.</summary>
    public static async Task<SlowReader> ConnectAsync(string hub, string? token = null)
    {
        var reader = new SlowReader();
        if (token is not null) reader._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await reader._socket.ConnectAsync(new Uri(hub.Replace("http", "ws", StringComparison.Ordinal)), reader._http, TestContext.Current.CancellationToken);
        await reader.SendAsync("""{"protocol":"json","version":1}""");
        return reader;
    }

    /// <summary>From now on takes only so much, in bytes a second.</summary>
    public void SlowDown(int bytesPerSecond) => (_stream ?? throw new InvalidOperationException("Not connected.")).BytesPerSecond = bytesPerSecond;

    /// <summary>Calls, and reads on until the answer.</summary>
    public async Task CallAsync(string invocation)
    {
        await SendAsync(invocation);
        while ((await FrameAsync(this)).Number("type") != Completion)
        {
            // What comes before the first answer is of no interest.
        }
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

    /// <summary>How long the next bytes are waited for.</summary>
    private TimeSpan Patience => _stream is { BytesPerSecond: < int.MaxValue } ? TimeSpan.FromMinutes(2) : Pushes.Deadline;

    public void Dispose()
    {
        _socket.Dispose();
        _http.Dispose();
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return _stream = new ThrottledStream(socket);
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
            var part = await reader._socket.ReceiveAsync(bytes.AsMemory(), TestContext.Current.CancellationToken).AsTask().WaitAsync(reader.Patience);
            if (part.MessageType == WebSocketMessageType.Close) throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
            reader._read.Append(Encoding.ASCII.GetString(bytes, 0, part.Count));
        }
    }
}
