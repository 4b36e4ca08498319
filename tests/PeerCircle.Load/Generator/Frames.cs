using System.Buffers.Binary;

namespace PeerCircle.Load.Generator;

/// <summary>WebSocket frames of a client (RFC 6455): whole, masked with zero, so that their payload stays as it is.</summary>
internal static class Frames
{
    public static byte[] Binary(ReadOnlySpan<byte> payload) => Of(2, payload);

    public static byte[] Text(ReadOnlySpan<byte> payload) => Of(1, payload);

    public static byte[] Of(int opcode, ReadOnlySpan<byte> payload)
    {
        var isLong = payload.Length > 125;
        var frame = new byte[(isLong ? 8 : 6) + payload.Length];
        frame[0] = (byte)(0x80 | opcode);
        frame[1] = (byte)(0x80 | (isLong ? 126 : payload.Length));
        if (isLong) BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), checked((ushort)payload.Length));
        payload.CopyTo(frame.AsSpan(frame.Length - payload.Length));
        return frame;
    }
}
