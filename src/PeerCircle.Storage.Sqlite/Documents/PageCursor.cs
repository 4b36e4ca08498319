using System.Buffers.Text;
using System.Text;

namespace PeerCircle.Storage.Sqlite.Documents;

/// <summary>Where a page ended: the sort text and id of its last document, as opaque text.</summary>
internal sealed record PageCursor(string Sort, Guid Id)
{
    // Told from what others make by its first byte, which also allows another form later.
    private const byte Form = 1;
    private const int Header = 1 + 16;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Text() => Base64Url.EncodeToString([Form, .. Id.ToByteArray(bigEndian: true), .. Strict.GetBytes(Sort)]);

    /// <exception cref="FormatException">This store did not make it.</exception>
    public static PageCursor Parse(string text)
    {
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < Header || bytes[0] != Form)
            throw new FormatException("The cursor of a page is not one of this store.");
        try
        {
            return new(Strict.GetString(bytes.AsSpan(Header)), new Guid(bytes.AsSpan(1, 16), bigEndian: true));
        }
        catch (DecoderFallbackException error)
        {
            throw new FormatException("The cursor of a page is not one of this store.", error);
        }
    }
}
