using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Client.Conversations;

/// <summary>Pushes, pages and answers to <c>Sync</c> and <c>changes</c>.</summary>
internal static class Answers
{
    public static void TakePush(this Work work, Changes push)
    {
        if (!work.IsOfThisEpoch(push.Epoch)) return;
        work.Merge(push.Messages);
        work.Cover(push.From, push.To);
    }

    public static void TakePage(this Work work, MessagePage page, PageRequest asked)
    {
        if (!work.IsOfThisEpoch(page.Epoch)) return;
        work.Merge(page.Messages);
        work.MergeMine(page.Messages, page.Mine);
        if (page.Rev < Math.Max(work.C.Discarded, work.C.Started)) work.Wants.Add(new Want(WantKind.Complete, work.C.Id, page.Rev));
        if (asked.ParentId is not null) return;
        if (work.C.Cursor is null) work.StartCursor(page.Rev);
        work.LoadRange(page, asked);
    }

    public static void TakeSync(this Work work, ConversationChanges answer, long after)
    {
        var isAnotherEpoch = work.C.Epoch is { } known && known != answer.Epoch;
        if (answer.Reset || isAnotherEpoch)
        {
            work.C = (isAnotherEpoch ? work.C.ForgetForAnotherEpoch() : work.C.Forget()) with { Epoch = answer.Epoch };
            if (isAnotherEpoch) work.Want(WantKind.Facts);
            if (work.C.Open) work.Want(WantKind.Page);
            return;
        }

        work.C = work.C with { Epoch = answer.Epoch };
        work.TakeChanges(answer, after);
        if (!answer.Complete) work.Want(WantKind.Sync);
        else if (work.C.IsBehind) work.Want(WantKind.Gap);
    }

    public static void TakeCompletion(this Work work, ConversationChanges answer, long after)
    {
        if (!work.IsOfThisEpoch(answer.Epoch)) return;
        if (answer.Reset)
        {
            work.Want(WantKind.Again);
            return;
        }

        work.TakeChanges(answer, after);
        if (!answer.Complete) work.Wants.Add(new Want(WantKind.Complete, work.C.Id, answer.To));
    }

    private static void TakeChanges(this Work work, ConversationChanges answer, long after)
    {
        work.Merge(answer.Messages);
        work.MergeMine(answer.Messages, answer.Mine);
        work.Cover(after, answer.To);
    }

    /// <summary>Whether this is the history that is held; if it is not, the truth is asked for and nothing may be applied.</summary>
    private static bool IsOfThisEpoch(this Work work, string epoch)
    {
        if (work.C.Epoch is null) work.C = work.C with { Epoch = epoch };
        if (work.C.Epoch == epoch) return true;
        if (work.C.Cursor is not null)
        {
            work.Want(WantKind.Sync);
            return false;
        }

        work.C = work.C.ForgetForAnotherEpoch();
        work.Want(WantKind.Facts);
        if (work.C.Open) work.Want(WantKind.Page);
        return false;
    }
}
