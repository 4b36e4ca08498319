using System.Buffers;
using System.Text;
using SQLitePCL;

namespace PeerCircle.Storage.Sqlite;

/// <summary>A value on its way into a statement, as SQLite has them: null, a whole number, bytes, or a text. Made from what the ports use.</summary>
internal readonly struct Value
{
    private const int OnStack = 256;

    private readonly Kind _kind;
    private readonly long _number;
    private readonly Guid _id;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly string? _text;

    private Value(long number) => (_kind, _number) = (Kind.Number, number);

    private Value(Guid id) => (_kind, _id) = (Kind.Id, id);

    private Value(Kind kind, ReadOnlyMemory<byte> bytes) => (_kind, _bytes) = (kind, bytes);

    private Value(string text) => (_kind, _text) = (Kind.Text, text);

    private enum Kind : byte { Null, Number, Id, Bytes, Text, Utf8 }

    public static implicit operator Value(long number) => new(number);

    public static implicit operator Value(long? number) => number is { } present ? new(present) : default;

    public static implicit operator Value(bool yes) => new(yes ? 1 : 0);

    public static implicit operator Value(Guid id) => new(id);

    public static implicit operator Value(Guid? id) => id is { } present ? new(present) : default;

    public static implicit operator Value(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());

    public static implicit operator Value(string? text) => text is null ? default : new(text);

    public static implicit operator Value(byte[] bytes) => new(Kind.Bytes, bytes);

    /// <summary>A text that is UTF-8 already.</summary>
    public static Value Utf8(ReadOnlyMemory<byte> text) => new(Kind.Utf8, text);

    /// <summary>Gives it to a statement, which takes a copy. Answers SQLite's result code.</summary>
    public int Bind(sqlite3_stmt statement, int place)
    {
        switch (_kind)
        {
            case Kind.Null:
                return raw.sqlite3_bind_null(statement, place);
            case Kind.Number:
                return raw.sqlite3_bind_int64(statement, place, _number);
            case Kind.Id:
                Span<byte> id = stackalloc byte[16];
                _id.TryWriteBytes(id, bigEndian: true, out _);
                return raw.sqlite3_bind_blob(statement, place, id);
            case Kind.Bytes:
                return _bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, place, 0) : raw.sqlite3_bind_blob(statement, place, _bytes.Span);
            case Kind.Utf8:
                return raw.sqlite3_bind_text(statement, place, _bytes.Span);
            default:
                return BindText(statement, place, _text!);
        }
    }

    private static int BindText(sqlite3_stmt statement, int place, string text)
    {
        // An empty span has no address, and SQLite would take it for null.
        if (text.Length == 0)
            return raw.sqlite3_bind_text(statement, place, text);
        if (Encoding.UTF8.GetMaxByteCount(text.Length) <= OnStack)
        {
            Span<byte> small = stackalloc byte[OnStack];
            return raw.sqlite3_bind_text(statement, place, small[..Encoding.UTF8.GetBytes(text, small)]);
        }
        var large = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var bound = raw.sqlite3_bind_text(statement, place, large.AsSpan(0, Encoding.UTF8.GetBytes(text, large)));
        ArrayPool<byte>.Shared.Return(large);
        return bound;
    }
}
