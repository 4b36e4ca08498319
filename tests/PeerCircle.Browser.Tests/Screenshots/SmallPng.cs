using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PeerCircle.Browser.Tests.Screenshots;

/// <summary>The same picture in fewer bytes: browsers pack theirs in a hurry, and these are kept.</summary>
internal static class SmallPng
{
    private const int SignatureLength = 8;
    private const string Pixels = "IDAT";

    public static byte[] Of(byte[] png)
    {
        using var small = new MemoryStream();
        small.Write(png.AsSpan(0, SignatureLength));
        using var packed = new MemoryStream();
        foreach (var (type, data) in Chunks(png))
        {
            if (type == Pixels)
            {
                packed.Write(data.Span);
                continue;
            }
            if (packed.Length > 0) Write(small, Pixels, Repacked(packed));
            packed.SetLength(0);
            Write(small, type, data.Span);
        }
        return small.ToArray();
    }

    private static byte[] Repacked(MemoryStream packed)
    {
        packed.Position = 0;
        using var better = new MemoryStream();
        using (var unpack = new ZLibStream(packed, CompressionMode.Decompress, leaveOpen: true))
        using (var pack = new ZLibStream(better, CompressionLevel.SmallestSize))
        {
            unpack.CopyTo(pack);
        }
        return better.ToArray();
    }

    /// <summary>Each is length, type, data and a checksum.</summary>
    private static IEnumerable<(string Type, ReadOnlyMemory<byte> Data)> Chunks(byte[] png)
    {
        for (var at = SignatureLength; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            yield return (Encoding.ASCII.GetString(png, at + 4, 4), png.AsMemory(at + 8, length));
            at += length + 12;
        }
    }

    private static void Write(MemoryStream to, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        to.Write(number);
        to.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(body));
        to.Write(number);
    }

    private static uint Checksum(byte[] body)
    {
        var crc = uint.MaxValue;
        foreach (var one in body)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) == 1 ? 0xEDB88320 : 0);
        }
        return ~crc;
    }
}
