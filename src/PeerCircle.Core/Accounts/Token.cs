using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PeerCircle.Core.Accounts;

/// <summary>Secrets that whoever holds them may use: 256 random bits in base64url. A store keeps their hash only; being random they need no slow one.</summary>
public static class Token
{
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 of a token's text, in lower-case hexadecimal digits.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
