using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Client.Conversations;

/// <summary>The contiguous range of seq that pages have loaded.</summary>
internal static class Loading
{
    /// <summary>Unites the range of a page with the loaded one where they touch; a page apart from it replaces it.</summary>
    public static void LoadRange(this Work work, MessagePage page, PageRequest asked)
    {
        if (page.Messages is not [var head, ..])
        {
            work.LoadNothing(page, asked);
            return;
        }

        var (first, last) = (head.Seq, page.Messages[^1].Seq);
        if (work.C.Loaded is not { } loaded || first > loaded.Last + 1 || last < loaded.First - 1)
        {
            work.Replace(page, new SeqSpan(first, last));
            return;
        }

        work.C = work.C with
        {
            MoreBefore = first <= loaded.First ? page.MoreBefore : work.C.MoreBefore,
            MoreAfter = last >= loaded.Last ? page.MoreAfter : work.C.MoreAfter,
            Loaded = new SeqSpan(Math.Min(first, loaded.First), Math.Max(last, loaded.Last)),
        };
    }

    /// <summary>At the live end the range grows with what is pushed, as far as nothing is missing.</summary>
    public static void GrowAtEnd(this Work work)
    {
        if (work.C.Loaded is not { } loaded || work.C.MoreAfter) return;
        var last = loaded.Last;
        while (work.C.BySeq.ContainsKey(last + 1)) last++;
        if (last != loaded.Last) work.C = work.C with { Loaded = loaded with { Last = last } };
    }

    /// <summary>
    /// Keeps a part of the loaded range. What was seen beyond a gap at the live end stays, too: once the gap closes nothing else would
    /// bring it.
    /// </summary>
    public static void Trim(this Work work, long first, long last)
    {
        if (work.C.Loaded is not { } loaded)
        {
            foreach (var held in work.C.Messages.Values) work.Discard(held.State);
            return;
        }

        var kept = new SeqSpan(Math.Max(first, loaded.First), Math.Min(last, loaded.Last));
        var end = kept.Last == loaded.Last && !work.C.MoreAfter ? long.MaxValue : kept.Last;
        foreach (var held in work.C.Messages.Values)
            if (held.State.Seq < kept.First || held.State.Seq > end) work.Discard(held.State);
        work.C = work.C with
        {
            MoreBefore = work.C.MoreBefore || kept.First > loaded.First,
            MoreAfter = work.C.MoreAfter || kept.Last < loaded.Last,
            Loaded = kept,
        };
    }

    private static void Discard(this Work work, Message message)
    {
        var own = work.C.Mine.GetValueOrDefault(message.Id, OwnReactions.None);
        work.C = work.C with
        {
            Discarded = own.Marks.Values.Select(m => m.Rev).Append(message.Rev).Append(work.C.Discarded).Max(),
            CountedSeq = Math.Max(work.C.CountedSeq, message.Seq),
            Messages = work.C.Messages.Remove(message.Id),
            BySeq = work.C.BySeq.Remove(message.Seq),
            Mine = work.C.Mine.Remove(message.Id),
        };
    }

    private static void LoadNothing(this Work work, MessagePage page, PageRequest asked)
    {
        if (work.C.Loaded is null) work.Replace(page, new SeqSpan(page.Seq + 1, page.Seq));
        else if (asked.Before is not null) work.C = work.C with { MoreBefore = page.MoreBefore };
        else if (asked.After is not null) work.C = work.C with { MoreAfter = page.MoreAfter };
    }

    private static void Replace(this Work work, MessagePage page, SeqSpan span) =>
        work.C = work.C with { Loaded = span, MoreBefore = page.MoreBefore, MoreAfter = page.MoreAfter };
}
