using System.Buffers.Binary;
using Microsoft.AspNetCore.Connections;

namespace PeerCircle.Server.Conversations.Sockets;

/// <summary>A frame of a server as RFC 6455, section 5.2, has it: final, unmasked; text for JSON, whose clients expect it, else binary.</summary>
internal static class WebSocketFrame
{
    /// <summary>Bytes of the longest header.</summary>
    public const int LongestHeader = 10;

    private const int MostInShort = 125;

    public static ReadOnlyMemory<byte> Of(TransferFormat format, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeaderOf(payload.Length) + payload.Length];
        payload.CopyTo(frame.AsSpan(frame.Length - payload.Length));
        WriteHeader(frame, format, payload.Length);
        return frame;
    }

    /// <summary>Bytes of the header before a payload of so many.</summary>
    public static int HeaderOf(int length) => length > ushort.MaxValue ? LongestHeader : length > MostInShort ? 4 : 2;

    /// <summary>Writes <see cref="HeaderOf"/> bytes.</summary>
    public static void WriteHeader(Span<byte> frame, TransferFormat format, int length)
    {
        frame[0] = (byte)(0x80 | (format == TransferFormat.Binary ? 2 : 1));
        switch (HeaderOf(length))
        {
            case 2:
                frame[1] = (byte)length;
                break;
            case 4:
                frame[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)length);
                break;
            default:
                frame[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(frame[2..], (ulong)length);
                break;
        }
    }
}
