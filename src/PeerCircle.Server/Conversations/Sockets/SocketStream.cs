namespace PeerCircle.Server.Conversations.Sockets;

/// <summary>The stream under a WebSocket, for several who write: each write is one or more whole frames, and goes out whole.</summary>
internal sealed class SocketStream(Stream inner, TimeProvider time) : Stream
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _writingSince;
    private volatile bool _hasEnded;

    /// <summary>How long a write has waited for the reader.</summary>
    public TimeSpan Stall => Interlocked.Read(ref _writingSince) is var since and not 0 ? time.GetElapsedTime(since) : TimeSpan.Zero;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _turn.Wait(0, CancellationToken.None) ? WriteInTurn(buffer, cancellationToken) : WaitAndWriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.ReadAsync(buffer, offset, count, cancellationToken);

    /// <summary>Nothing: a write is given to the system at once.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Nothing is written any more: what is beneath may serve another request then.</summary>
    public override async ValueTask DisposeAsync()
    {
        _hasEnded = true;
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        _hasEnded = true;
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask WaitAndWriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        await WriteInTurn(buffer, cancellation);
    }

    /// <summary>Whatever becomes of the write, the turn goes on to the next.</summary>
    private ValueTask WriteInTurn(ReadOnlyMemory<byte> buffer, CancellationToken cancellation)
    {
        var isWaited = false;
        try
        {
            ObjectDisposedException.ThrowIf(_hasEnded, this);
            var write = inner.WriteAsync(buffer, cancellation);
            if (!write.IsCompleted)
            {
                isWaited = true;
                return ReleaseAfterAsync(write);
            }
            write.GetAwaiter().GetResult();
            return ValueTask.CompletedTask;
        }
        finally
        {
            if (!isWaited) _turn.Release();
        }
    }

    private async ValueTask ReleaseAfterAsync(ValueTask write)
    {
        Interlocked.Exchange(ref _writingSince, time.GetTimestamp());
        try
        {
            await write;
        }
        finally
        {
            Interlocked.Exchange(ref _writingSince, 0);
            _turn.Release();
        }
    }
}
