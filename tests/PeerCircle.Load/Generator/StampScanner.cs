namespace PeerCircle.Load.Generator;

/// <summary>Finds stamps in bytes that come in pieces, cut anywhere.</summary>
internal struct StampScanner
{
    private const int MostOfOne = Stamp.Length - 1;

    private byte[]? _tail;
    private int _kept;

    public void Read(ReadOnlySpan<byte> piece, Line line)
    {
        if (_kept > 0)
        {
            // Long enough for every stamp that began before this piece.
            var joined = (stackalloc byte[2 * MostOfOne])[..(_kept + Math.Min(piece.Length, MostOfOne))];
            _tail.AsSpan(0, _kept).CopyTo(joined);
            piece[..(joined.Length - _kept)].CopyTo(joined[_kept..]);
            var upTo = Scan(joined, line);
            if (joined.Length - _kept == piece.Length)
            {
                Keep(joined[upTo..]);
                return;
            }
            piece = piece[Math.Max(0, upTo - _kept)..];
        }
        Keep(piece[Scan(piece, line)..]);
    }

    /// <summary>The end of the last whole stamp; 0 without one.</summary>
    private static int Scan(ReadOnlySpan<byte> bytes, Line line)
    {
        var upTo = 0;
        while (bytes[upTo..].IndexOf(Stamp.Mark) is var found and >= 0 && bytes.Length - upTo - found >= Stamp.Length)
        {
            line.Delivered(Stamp.Read(bytes[(upTo + found)..]));
            upTo += found + Stamp.Length;
        }
        return upTo;
    }

    private void Keep(ReadOnlySpan<byte> rest)
    {
        rest = rest[Math.Max(0, rest.Length - MostOfOne)..];
        var from = rest.IndexOf(Stamp.Mark[0]);
        _kept = from < 0 ? 0 : rest.Length - from;
        if (_kept == 0) return;
        _tail ??= new byte[MostOfOne];
        rest[from..].CopyTo(_tail);
    }
}
