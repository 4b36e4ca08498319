using System.Buffers.Binary;

namespace PeerCircle.Load.Peers;

/// <summary>WebSocket frames of a server: whole, binary, unmasked.</summary>
internal static class RawFrames
{
    /// <summary>Bytes of a delivery that are not its text.</summary>
    private const int BytesAround = 5;

    public static ReadOnlyMemory<byte> Acknowledgement { get; } = Of("A"u8);

    public static ReadOnlyMemory<byte> Joined { get; } = Of("J"u8);

    public static byte[] Delivery(ReadOnlySpan<byte> text)
    {
        var payload = new byte[PeerPrograms.DeliveryBytes - BytesAround + 1];
        payload.AsSpan().Fill((byte)'.');
        payload[0] = (byte)'D';
        text.CopyTo(payload.AsSpan(1));
        return Of(payload);
    }

    private static byte[] Of(ReadOnlySpan<byte> payload)
    {
        var isLong = payload.Length > 125;
        var frame = new byte[(isLong ? 4 : 2) + payload.Length];
        frame[0] = 0x82;
        frame[1] = (byte)(isLong ? 126 : payload.Length);
        if (isLong) BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        payload.CopyTo(frame.AsSpan(frame.Length - payload.Length));
        return frame;
    }
}
