using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PeerCircle.Load.Generator;

/// <summary>
/// What each message's text begins with: who sent it, its number there from 1, and when it was meant to be sent. It is found in whatever wire form a system delivers,
/// so that all are measured by the same rule.
/// </summary>
/// <param name="Due">In ticks of <see cref="Stopwatch"/>, of this process.</param>
internal readonly record struct Stamp(int Sender, int Number, long Due)
{
    /// <summary>Bytes of a stamp, all of them ASCII.</summary>
    public const int Length = 31;

    /// <summary>Where one begins; nowhere else in any wire form.</summary>
    public static ReadOnlySpan<byte> Mark => "~PC"u8;

    /// <summary>The stamp, filled up to so many characters.</summary>
    public string Text(int characters) =>
        string.Create(CultureInfo.InvariantCulture, $"~PC{Sender:x4}{Number:x8}{Due:x16}").PadRight(characters, 'x');

    /// <summary>Reads <see cref="Length"/> bytes that begin with the mark.</summary>
    public static Stamp Read(ReadOnlySpan<byte> bytes)
    {
        Span<byte> raw = stackalloc byte[14];
        if (Convert.FromHexString(bytes[3..Length], raw, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            throw new FormatException($"No stamp: {Encoding.ASCII.GetString(bytes[..Length])}");
        }
        return new Stamp(BinaryPrimitives.ReadUInt16BigEndian(raw), BinaryPrimitives.ReadInt32BigEndian(raw[2..]), BinaryPrimitives.ReadInt64BigEndian(raw[6..]));
    }
}
