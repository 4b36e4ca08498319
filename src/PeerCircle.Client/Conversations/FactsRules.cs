using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Client.Conversations;

/// <summary>What the server tells about a conversation: the higher (version, rev) wins.</summary>
internal static class FactsRules
{
    public static void TakeFacts(this Work work, ConversationFacts facts, bool isListed)
    {
        if (work.C.Epoch is { } epoch && epoch != facts.Epoch)
        {
            if (work.C.Cursor is not null)
            {
                work.Want(WantKind.Sync);
                return;
            }

            work.C = work.C.ForgetForAnotherEpoch();
            if (work.C.Open) work.Want(WantKind.Page);
        }

        work.C = work.C with
        {
            Epoch = facts.Epoch,
            Head = Math.Max(work.C.Head, facts.Rev),
            Seq = Math.Max(work.C.Seq, facts.Seq),
            ReadSeq = Math.Max(work.C.ReadSeq, facts.ReadSeq ?? 0),
        };
        if (facts.Last is { } last) work.MergeLast(last);
        if (Wins(work.C, facts)) work.TakeRest(facts);
        if (isListed && work.C.Cursor is { } cursor && facts.Rev > cursor) work.Want(WantKind.Sync);
    }

    private static bool Wins(ConversationState c, ConversationFacts facts) => (facts.Version, facts.Rev).CompareTo((c.Version, c.FactsRev)) >= 0;

    private static void TakeRest(this Work work, ConversationFacts facts)
    {
        work.C = work.C with { Version = facts.Version, FactsRev = facts.Rev, Facts = Over(work.C.Facts, facts) };
        if (facts.Unread is { } unread) work.BaseUnread(unread, facts.Seq, facts.Rev);
    }

    /// <summary>Members left out stay as they were.</summary>
    private static ConversationFacts Over(ConversationFacts? before, ConversationFacts facts) => before is null ? facts : facts with
    {
        CircleId = facts.CircleId ?? before.CircleId,
        RoomId = facts.RoomId ?? before.RoomId,
        MemberId = facts.MemberId ?? before.MemberId,
        Notify = facts.Notify ?? before.Notify,
        ReadSeq = facts.ReadSeq ?? before.ReadSeq,
        Unread = facts.Unread ?? before.Unread,
        Last = facts.Last ?? before.Last,
    };
}
