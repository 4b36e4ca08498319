using System.Buffers.Text;
using System.Text;

namespace PeerCircle.Core.Conversations;

/// <summary>Opaque page cursors: text that comes back as it went, checked for form and nothing else.</summary>
internal static class Cursors
{
    public static string Make(params string[] parts) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('\n', parts)));

    /// <summary>The parts, or null when this server did not make the cursor.</summary>
    public static string[]? Read(string cursor, int parts)
    {
        if (!Base64Url.IsValid(cursor)) return null;
        var read = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('\n');
        return read.Length == parts ? read : null;
    }

    public static Refusal Refused { get; } = Refusal.Invalid("next", "is not a cursor of this list.");
}
