using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Client.Conversations;

/// <summary>How many messages are unread: the server's count, kept up by what is seen after it.</summary>
internal static class Unread
{
    /// <summary>Means this many or more.</summary>
    private const int Most = 100;

    /// <summary>The server counts among the newest this many.</summary>
    private const long Newest = 500;

    public static void CountMerged(this Work work, Message? held, Message message)
    {
        var c = work.C;
        if (held is null && message.Seq > c.CountedSeq && work.IsCountable(message)) work.C = c with { Unread = Math.Min(Most, c.Unread + 1) };
        if (message.DeletedAt is null || message.Rev <= c.CountedRev || message.Seq <= c.ReadSeq) return;
        if (held is not null && work.IsCountable(held)) work.CountDown();
        else if (held is null && message.Seq <= c.CountedSeq) work.Want(WantKind.Facts);
    }

    /// <summary>Takes a count that the server made at <paramref name="rev"/>, and adds what came after it.</summary>
    public static void BaseUnread(this Work work, int unread, long seq, long rev)
    {
        work.C = work.C with { CountedSeq = seq, CountedRev = rev };
        var since = 0;
        foreach (var (state, _) in work.C.Messages.Values)
        {
            if (state.Seq > seq && work.IsCountable(state)) since++;
            if (state.DeletedAt is not null && state.Rev > rev && state.Seq > work.C.ReadSeq && state.Seq <= seq) work.Want(WantKind.Facts);
        }

        work.C = work.C with { Unread = Math.Min(Most, unread + since) };
    }

    /// <summary>One's own reading has come to <paramref name="seq"/>.</summary>
    public static void MoveRead(this Work work, long seq, int? unread)
    {
        if (seq < work.C.ReadSeq) return;
        work.C = work.C with { ReadSeq = seq };
        if ((work.CountHeld() ?? unread) is { } known) work.C = work.C with { Unread = known, CountedSeq = work.C.Seq };
    }

    private static void CountDown(this Work work)
    {
        if (work.C.Unread >= Most) work.Want(WantKind.Facts);
        else work.C = work.C with { Unread = Math.Max(0, work.C.Unread - 1) };
    }

    private static int? CountHeld(this Work work)
    {
        var c = work.C;
        if (c.Seq - c.ReadSeq > Newest) return null;
        var count = 0;
        for (var seq = c.ReadSeq + 1; seq <= c.Seq; seq++)
        {
            if (c.At(seq) is not { } message) return null;
            if (work.IsCountable(message)) count++;
        }

        return Math.Min(Most, count);
    }

    private static bool IsCountable(this Work work, Message message) =>
        message.DeletedAt is null
        && message.AuthorId is { } author
        && author != work.Me
        && message.Kind != MessageKind.System
        && message.Seq > work.C.ReadSeq;
}
