using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using PeerCircle.Server.Conversations.Mailboxes;

namespace PeerCircle.Server.Conversations.Sockets;

/// <summary>One WebSocket as a connection of the hub: read through the framework's own, written beside it, by the hub through <see cref="FrameWriter"/>, by its mailbox straight to the stream.</summary>
internal sealed class HubSocket : ConnectionContext, IConnectionUserFeature, IHttpContextFeature, ITransferFormatFeature, IConnectionHeartbeatFeature
{
    /// <summary>What is read ahead of the hub, in bytes.</summary>
    private const int MostUnread = 65_536;

    /// <summary>A reader that takes nothing for so long is given up.</summary>
    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(15);

    /// <summary>How long a client has to answer the end.</summary>
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(5);

    private static readonly PipeOptions Reading = new(pauseWriterThreshold: MostUnread, resumeWriterThreshold: MostUnread / 2, useSynchronizationContext: false);

    private readonly HttpContext _http;
    private readonly WebSocket _webSocket;
    private readonly SocketStream _stream;
    private readonly FrameWriter _output;
    private readonly Pipe _input = new(Reading);
    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _gate = new();
    private readonly List<(Action<object> Tick, object State)> _heartbeats = new(2);
    private readonly TimeProvider _time;
    private bool _hasEnded;

    public HubSocket(HttpContext http, WebSocket webSocket, SocketStream stream, TimeProvider time)
    {
        (_http, _webSocket, _stream, _time, User) = (http, webSocket, stream, time, http.User);
        _output = new FrameWriter(stream);
        ConnectionId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        Transport = new Duplex(_input.Reader, _output);
        Features.Set(stream);
        Features.Set<IConnectionUserFeature>(this);
        Features.Set<IHttpContextFeature>(this);
        Features.Set<ITransferFormatFeature>(this);
        Features.Set<IConnectionHeartbeatFeature>(this);
    }

    public override string ConnectionId { get; set; }

    public override IFeatureCollection Features { get; } = new FeatureCollection(initialCapacity: 5);

    [field: AllowNull]
    public override IDictionary<object, object?> Items
    {
        get => field ??= new ConnectionItems();
        set;
    }

    public override IDuplexPipe Transport { get; set; }

    public override CancellationToken ConnectionClosed
    {
        get => _closed.Token;
        set => throw new NotSupportedException();
    }

    public ClaimsPrincipal? User { get; set; }

    public HttpContext? HttpContext
    {
        get => _http;
        set => throw new NotSupportedException();
    }

    public TransferFormat SupportedFormats => TransferFormat.Text | TransferFormat.Binary;

    public TransferFormat ActiveFormat
    {
        get => _output.Format;
        set => _output.Format = value;
    }

    public void OnHeartbeat(Action<object> action, object state)
    {
        lock (_gate) _heartbeats.Add((action, state));
    }

    /// <summary>Once a second.</summary>
    public void Tick()
    {
        if (_stream.Stall > LongestStall)
        {
            if (!_closed.IsCancellationRequested) MailboxMeter.Stalled.Add(1);
            Abort();
            return;
        }
        lock (_gate)
        {
            if (_hasEnded) return;
            foreach (var (tick, state) in _heartbeats) tick(state);
        }
    }

    /// <summary>Until the client or the hub ends it.</summary>
    public async Task RunAsync(ConnectionDelegate hub)
    {
        var reading = ReadAsync();
        try
        {
            await hub(this);
        }
        finally
        {
            await CloseAsync(reading);
        }
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        lock (_gate)
        {
            if (_hasEnded) return;
            _http.Abort();
        }
        _closed.Cancel();
    }

    public override void Abort() => Abort(new ConnectionAbortedException());

    /// <summary>The hub ends, and says goodbye; what is on its way is finished.</summary>
    public void End() => _input.Reader.CancelPendingRead();

    /// <summary>The request is over: what belongs to it is touched no more.</summary>
    public override ValueTask DisposeAsync()
    {
        lock (_gate) _hasEnded = true;
        _webSocket.Dispose();
        return base.DisposeAsync();
    }

    /// <summary>Memory for what comes is taken only when something has come. An abort ends the request, and with it the read.</summary>
    private async Task ReadAsync()
    {
        Exception? failure = null;
        try
        {
            while (true)
            {
                if ((await _webSocket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None)).MessageType == WebSocketMessageType.Close) break;
                var received = await _webSocket.ReceiveAsync(_input.Writer.GetMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) break;
                _input.Writer.Advance(received.Count);
                // What comes after the hub has ended is thrown away, up to the goodbye.
                await _input.Writer.FlushAsync(_closed.Token);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
        {
            // A connection that is cut is no failure of the hub's.
            failure = gone is WebSocketException { WebSocketErrorCode: not WebSocketError.ConnectionClosedPrematurely and not WebSocketError.InvalidState } ? gone : null;
        }
        await _input.Writer.CompleteAsync(failure);
    }

    /// <summary>Says goodbye where the other side still listens, and waits a moment for its answer, as RFC 6455 has it; without one the connection is cut.</summary>
    private async Task CloseAsync(Task reading)
    {
        await _input.Reader.CompleteAsync();
        await _output.CompleteAsync();
        using var grace = new CancellationTokenSource(CloseGrace, _time);
        try
        {
            if (_webSocket.State is WebSocketState.Open or WebSocketState.CloseReceived) await _webSocket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", grace.Token);
            await reading.WaitAsync(grace.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
        {
            // Not there any more, or not answering.
        }
        if (_webSocket.State != WebSocketState.Closed) Abort();
        await reading;
        await _closed.CancelAsync();
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
