using System.Collections.Immutable;

namespace PeerCircle.Client.Conversations;

/// <summary>Which changes are known.</summary>
internal static class Covering
{
    /// <summary>All changes with <c>from &lt; rev &lt;= to</c> are known: moves the cursor, or remembers the range ahead of it.</summary>
    public static void Cover(this Work work, long from, long to)
    {
        if (to <= from) return;
        if (work.C.Cursor is { } cursor && from <= cursor) work.MoveCursor(Math.Max(cursor, to));
        else work.C = work.C with { Ahead = With(work.C.Ahead, new RevRange(from, to)) };
    }

    public static void StartCursor(this Work work, long rev)
    {
        work.C = work.C with { Started = rev };
        work.MoveCursor(rev);
    }

    /// <summary>Sets the cursor and joins to it the ranges ahead that it now touches.</summary>
    private static void MoveCursor(this Work work, long cursor)
    {
        var joined = 0;
        foreach (var (from, to) in work.C.Ahead)
        {
            if (from > cursor) break;
            cursor = Math.Max(cursor, to);
            joined++;
        }

        work.C = work.C with { Cursor = cursor, Ahead = work.C.Ahead.RemoveRange(0, joined) };
    }

    private static ImmutableArray<RevRange> With(ImmutableArray<RevRange> ranges, RevRange added)
    {
        var result = ImmutableArray.CreateBuilder<RevRange>(ranges.Length + 1);
        foreach (var range in ranges.Add(added).OrderBy(r => r.From))
        {
            if (result.Count > 0 && range.From <= result[^1].To) result[^1] = result[^1] with { To = Math.Max(result[^1].To, range.To) };
            else result.Add(range);
        }

        return result.ToImmutable();
    }
}
