using System.Security.Cryptography;
using System.Text;

namespace PeerCircle.Core.Conversations;

/// <summary>
/// Ids that the server derives: UUID version 8 (RFC 9562, section 5.8) over SHA-256 of a name, so that the same thing always has
/// the same id, and no client can occupy it, since clients may only name version 7.
/// </summary>
public static class DerivedId
{
    public static Guid From(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        var bytes = hash[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
