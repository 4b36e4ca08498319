using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace PeerCircle.Server.Conversations.Sockets;

/// <summary>
/// What the hub itself writes to, which is answers and pings: each flush is one frame, given to the system in one write. Holds no memory between writes. Used by one writer at a
/// time, which SignalR sees to.
/// </summary>
internal sealed class FrameWriter(SocketStream stream) : PipeWriter
{
    private const int SmallestBuffer = 512;

    private byte[]? _buffer;
    private int _end = WebSocketFrame.LongestHeader;
    private bool _isCompleted;

    /// <summary>Text for JSON, whose clients expect it.</summary>
    public TransferFormat Format { get; set; } = TransferFormat.Text;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = _end + Math.Max(sizeHint, 1);
        if (_buffer is null || _buffer.Length < needed)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(SmallestBuffer, 2 * (_buffer?.Length ?? 0))));
            if (_buffer is not null)
            {
                _buffer.AsSpan(0, _end).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_buffer);
            }
            _buffer = larger;
        }
        return _buffer.AsMemory(_end);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes) => _end += bytes;

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        source.CopyTo(GetMemory(source.Length));
        Advance(source.Length);
        return FlushAsync(cancellationToken);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_buffer is null || _end == WebSocketFrame.LongestHeader || _isCompleted) return Answer();
        var frame = Framed(_buffer, _end);
        // The write goes on, whatever becomes of who waits for it: half a frame would be the end of the connection.
        var write = stream.WriteAsync(frame, CancellationToken.None);
        if (!write.IsCompletedSuccessfully) return WaitAsync(write);
        Clear();
        return Answer();
    }

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null) => _isCompleted = true;

    /// <summary>The payload is there already, behind space for the longest header.</summary>
    private ReadOnlyMemory<byte> Framed(byte[] buffer, int end)
    {
        var length = end - WebSocketFrame.LongestHeader;
        var from = WebSocketFrame.LongestHeader - WebSocketFrame.HeaderOf(length);
        WebSocketFrame.WriteHeader(buffer.AsSpan(from), Format, length);
        return buffer.AsMemory(from, end - from);
    }

    private async ValueTask<FlushResult> WaitAsync(ValueTask write)
    {
        try
        {
            await write;
        }
        finally
        {
            Clear();
        }
        return new FlushResult(isCanceled: false, _isCompleted);
    }

    private ValueTask<FlushResult> Answer() => new(new FlushResult(isCanceled: false, _isCompleted));

    private void Clear()
    {
        if (_buffer is not null) ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _end) = (null, WebSocketFrame.LongestHeader);
    }
}
