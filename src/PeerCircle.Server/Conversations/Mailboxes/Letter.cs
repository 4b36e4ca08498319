using System.Buffers;
using PeerCircle.Server.Conversations.Sockets;

namespace PeerCircle.Server.Conversations.Mailboxes;

/// <summary>What goes out in one write: a frame as it is, or several joined, in memory that is lent until the write is over. Written once.</summary>
internal readonly struct Letter
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly byte[]? _lent;

    public Letter(ReadOnlyMemory<byte> frame) => _bytes = frame;

    private Letter(byte[] lent, int length) => (_bytes, _lent) = (lent.AsMemory(0, length), lent);

    public static Letter Of(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        if (frames.Count == 1) return new Letter(frames[0]);
        var lent = ArrayPool<byte>.Shared.Rent(frames.Sum(f => f.Length));
        var end = 0;
        foreach (var frame in frames)
        {
            frame.CopyTo(lent.AsMemory(end));
            end += frame.Length;
        }
        return new Letter(lent, end);
    }

    public async ValueTask WriteAsync(SocketStream stream)
    {
        try
        {
            await stream.WriteAsync(_bytes);
        }
        finally
        {
            if (_lent is not null) ArrayPool<byte>.Shared.Return(_lent);
        }
    }
}
