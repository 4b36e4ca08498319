using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Mongo.Documents;

/// <summary>
/// Where a page ended: sort and key of its last document, with a mark of the list it belongs to, so that made-up text and the token
/// of another list are refused.
/// </summary>
internal sealed record PageToken(string Sort, string Key)
{
    private const int MarkLength = 8;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // A key has no separator in it; a sort may.
    public string Write(string type, DocumentQuery query) => Base64Url.EncodeToString([.. Mark(type, query), .. Utf8.GetBytes($"{Key}\n{Sort}")]);

    public static PageToken Read(string text, string type, DocumentQuery query)
    {
        var bytes = Decode(text);
        if (!bytes.AsSpan(0, Math.Min(MarkLength, bytes.Length)).SequenceEqual(Mark(type, query))) throw Refused();
        var parts = Utf8.GetString(bytes, MarkLength, bytes.Length - MarkLength).Split('\n', 2);
        return parts is [var key, var sort] ? new(sort, key) : throw Refused();
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw Refused();
        }
    }

    private static byte[] Mark(string type, DocumentQuery query)
    {
        var conditions = query.Where.Select(match => $"{match.Index.Length}:{match.Index}{match.Value.Length}:{match.Value}{match.Prefix}");
        return SHA256.HashData(Utf8.GetBytes($"{type}\n{query.Descending}\n{string.Concat(conditions)}"))[..MarkLength];
    }

    private static FormatException Refused() => new("The page token is not one of this list.");
}
