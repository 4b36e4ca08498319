using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using PeerCircle.Server.Tests.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.BadInput;

/// <summary>A WebSocket to the hub on which a test writes the very bytes.</summary>
internal sealed class RawSocket : IAsyncDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonNode> _messages = new();
    private readonly CancellationTokenSource _deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private byte[]? _early;
    private string _rest = "";
    private int _calls;

    private RawSocket() => _deadline.CancelAfter(Pushes.Deadline);

    /// <summary>Opens the socket, before the handshake of the protocol.</summary>
    public static async Task<RawSocket> OpenAsync(string url, string token)
    {
        var raw = new RawSocket();
        await raw._socket.ConnectAsync(new Uri($"{url.Replace("http", "ws", StringComparison.Ordinal)}/hubs/peer?access_token={token}"), raw._deadline.Token);
        return raw;
    }

    /// <summary>A socket on which calls can be made.</summary>
    public static async Task<RawSocket> OpenAsync(string url, string token, Wire wire)
    {
        var raw = await OpenAsync(url, token);
        await raw.SendAsync($$"""{"protocol":"{{(wire == Wire.Json ? "json" : "messagepack")}}","version":1}{{End}}""");
        var answer = await raw.ReceiveAsync() ?? throw new InvalidOperationException("Closed.");
        var end = Array.IndexOf(answer, (byte)End) + 1;
        Assert.Equal($"{{}}{End}", Encoding.UTF8.GetString(answer, 0, end));
        // What was pushed at once may have come in the same piece.
        if (end < answer.Length) raw._early = answer[end..];
        return raw;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type)
    {
        try
        {
            await _socket.SendAsync(bytes, type, endOfMessage: true, _deadline.Token);
        }
        catch (WebSocketException)
        {
            // The server closes as soon as it has seen enough; what that means is seen when reading.
        }
    }

    /// <summary>The completion of a call in JSON with these arguments as they stand; null when the server closed the connection.</summary>
    public async Task<JsonNode?> CallAsync(string method, string arguments)
    {
        var id = $"{++_calls}";
        await SendAsync($$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{arguments}}]}{{End}}""");
        return await CompletionAsync(id);
    }

    public async Task<JsonNode?> CompletionAsync(string id)
    {
        while (await ReadAsync() is { } message)
        {
            if (message["invocationId"]?.GetValue<string>() == id) return message;
            if (message["type"]?.GetValue<int>() == 7) return null;
        }
        return null;
    }

    /// <summary>The next message in JSON; null when the server closed the connection.</summary>
    public async Task<JsonNode?> ReadAsync()
    {
        while (_messages.Count == 0)
        {
            if (await ReceiveAsync() is not { } bytes) return null;
            var parts = (_rest + Encoding.UTF8.GetString(bytes)).Split(End);
            foreach (var part in parts[..^1]) _messages.Enqueue(JsonNode.Parse(part) ?? throw new InvalidOperationException("Null is no message."));
            _rest = parts[^1];
        }
        return _messages.Dequeue();
    }

    /// <summary>The next frame; null when the server closed the connection.</summary>
    public async Task<byte[]?> ReceiveAsync()
    {
        if (Interlocked.Exchange(ref _early, null) is { } early) return early;
        var whole = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(whole.GetMemory(4_096), _deadline.Token);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                whole.Advance(part.Count);
                if (part.EndOfMessage) return whole.WrittenSpan.ToArray();
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <summary>Reads until the server closes.</summary>
    public async Task ClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _deadline.Dispose();
        return ValueTask.CompletedTask;
    }
}
