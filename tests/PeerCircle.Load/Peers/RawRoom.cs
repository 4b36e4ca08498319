using System.Threading.Channels;

namespace PeerCircle.Load.Peers;

/// <summary>Who is in a room, and one loop that writes to all of them in turn.</summary>
internal sealed class RawRoom
{
    private const int MostJoined = 64;

    private readonly Channel<(RawConnection From, byte[]? Frame)> _asked = Channel.CreateUnbounded<(RawConnection, byte[]?)>(new() { SingleReader = true });
    private readonly bool _isCoalesced;
    private readonly List<RawConnection> _connections = [];

    public RawRoom(bool isCoalesced)
    {
        _isCoalesced = isCoalesced;
        _ = Task.Run(WriteAsync);
    }

    public void Join(RawConnection connection) => _asked.Writer.TryWrite((connection, null));

    /// <summary>Acknowledged to its sender, then broadcast.</summary>
    public void Post(RawConnection sender, ReadOnlySpan<byte> text) => _asked.Writer.TryWrite((sender, RawFrames.Delivery(text)));

    private async Task WriteAsync()
    {
        var frames = new List<byte[]>();
        while (await _asked.Reader.WaitToReadAsync())
        {
            frames.Clear();
            while (frames.Count < (_isCoalesced ? MostJoined : 1) && _asked.Reader.TryRead(out var asked))
            {
                if (asked.Frame is { } frame) frames.Add(frame);
                else _connections.Add(asked.From);
                await asked.From.WriteAsync(asked.Frame is null ? RawFrames.Joined : RawFrames.Acknowledgement);
            }
            if (frames.Count == 0) continue;
            ReadOnlyMemory<byte> joined = frames.Count == 1 ? frames[0] : frames.SelectMany(f => f).ToArray();
            foreach (var connection in _connections) await connection.WriteAsync(joined);
            _connections.RemoveAll(c => c.HasEnded);
        }
    }
}
