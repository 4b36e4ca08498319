using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Client.Conversations;

/// <summary>The state after a step, and what the step asks for.</summary>
internal sealed record Outcome(ClientState State, IReadOnlyList<Want> Wants);

/// <summary>
/// From a state and what has happened to the next state. Pure: no clock, network or storage, so that the same scenarios drive every
/// SDK.
/// </summary>
internal static class Reducer
{
    public static Outcome Reduce(ClientState state, Step step) => step switch
    {
        WentOnline online => GoOnline(state, online.On),
        Listed listed => TakeList(state, listed.Items),
        WasRemoved removed => Remove(state, removed),
        WasGone gone => Remove(state, gone),
        ConversationStep other => InConversation(state, other),
        _ => throw new InvalidOperationException($"Unknown step {step.GetType().Name}."),
    };

    private static Outcome InConversation(ClientState state, ConversationStep step)
    {
        if (Beginning(state, step) is not { } before) return new Outcome(state, []);
        var work = new Work(before, state.Me);
        if (step is Pushed && state.Find(step.Id) is null) work.Want(WantKind.Facts);
        Apply(work, step);
        return new Outcome(Finish(state, work), work.Wants);
    }

    /// <summary>The conversation as it is before the step; none if the step has nothing to happen to.</summary>
    private static ConversationState? Beginning(ClientState state, ConversationStep step)
    {
        RemovedConversation? removed = state.Removed.TryGetValue(step.Id, out var memory) ? memory : null;
        if (step is FactsTold told && removed is { } r && told.Facts.Version <= r.Version) return null;
        if (state.Find(step.Id) is { } held) return step is AnswerStep answer && answer.Generation != held.Generation ? null : held;
        if (step is Pushed or Posted && removed is not null) return null;
        return step is Opened or Pushed or FactsTold or Posted ? new ConversationState(step.Id, removed?.Generation + 1 ?? 0) : null;
    }

    private static void Apply(Work work, ConversationStep step)
    {
        switch (step)
        {
            case Opened opened: Open(work, opened.On); break;
            case Pushed pushed: work.TakePush(pushed.Changes); break;
            case PageCame page: work.TakePage(page.Page, page.Asked); break;
            case SyncCame sync: work.TakeSync(sync.Answer, sync.After); break;
            case CompletionCame completion: work.TakeCompletion(completion.Answer, completion.After); break;
            case GapElapsed: if (work.C.IsBehind) work.Want(WantKind.Sync); break;
            case FellBehind behind: FallBehind(work, behind.Rev); break;
            case Trimmed trimmed: work.Trim(trimmed.First, trimmed.Last); break;
            case ReactedTo reacted: work.MarkReacted(reacted.Reacted); break;
            case ReadTo read: work.MoveRead(read.Seq, read.Unread); break;
            case OtherRead read: ReadByOther(work, read); break;
            case FactsTold told: work.TakeFacts(told.Facts, isListed: false); break;
            case Posted posted: work.AddPost(posted.Message, posted.Text, posted.Parent); break;
            case ReceiptCame receipt: work.Settle(receipt.Receipt); break;
            case PostRefused refused: work.Refuse(refused); break;
            case PostDue due: work.Wake(due.Message); break;
            case PostRetried retried: work.Retry(retried.Message); break;
            case PostDiscarded discarded: work.DiscardPost(discarded.Message); break;
            default: throw new InvalidOperationException($"Unknown step {step.GetType().Name}.");
        }
    }

    /// <summary>What holds after every step, whichever it was.</summary>
    private static ClientState Finish(ClientState state, Work work)
    {
        work.GrowAtEnd();
        if (work.C.IsBehind && !work.Before.IsBehind && !work.Wanted(WantKind.Sync)) work.Want(WantKind.Gap);
        if (state.Online) work.SendNext();
        if (ReferenceEquals(work.C, work.Before) && state.Find(work.C.Id) is not null) return state;
        return state with
        {
            Conversations = state.Conversations.SetItem(work.C.Id, work.C),
            Removed = work.C.Version > 0 ? state.Removed.Remove(work.C.Id) : state.Removed,
        };
    }

    private static void Open(Work work, bool on)
    {
        work.C = work.C with { Open = on };
        if (on) Refresh(work);
    }

    private static void Refresh(Work work) => work.Want(work.C.Cursor is null ? WantKind.Page : WantKind.Sync);

    private static void FallBehind(Work work, long rev)
    {
        if (work.C.Cursor is not { } cursor) work.Want(WantKind.Facts);
        else if (cursor < rev) work.Want(WantKind.Sync);
    }

    private static void ReadByOther(Work work, OtherRead read)
    {
        if (read.Seq > work.C.ReadBy.GetValueOrDefault(read.Member)) work.C = work.C with { ReadBy = work.C.ReadBy.SetItem(read.Member, read.Seq) };
    }

    private static Outcome GoOnline(ClientState state, bool on)
    {
        var wants = new List<Want>();
        if (on) wants.Add(new Want(WantKind.List));
        var next = state with { Online = on };
        foreach (var held in state.Conversations.Values)
        {
            var work = new Work(held, state.Me);
            if (!on) work.HoldBack();
            else if (held.Open) Refresh(work);
            next = Finish(next, work);
            wants.AddRange(work.Wants);
        }

        return new Outcome(next, wants);
    }

    private static Outcome TakeList(ClientState state, IReadOnlyList<ConversationFacts> items)
    {
        var wants = new List<Want>();
        var next = state;
        foreach (var facts in items)
        {
            if (Beginning(next, new FactsTold(facts)) is not { } before) continue;
            var work = new Work(before, state.Me);
            work.TakeFacts(facts, isListed: true);
            next = Finish(next, work);
            wants.AddRange(work.Wants);
        }

        var listed = items.Select(i => i.Id).ToHashSet();
        wants.AddRange(state.Conversations.Values.Where(c => c.Version > 0 && !listed.Contains(c.Id)).Select(c => new Want(WantKind.Facts, c.Id)));
        return new Outcome(next, wants);
    }

    private static Outcome Remove(ClientState state, WasRemoved step)
    {
        var present = PresentVersion(state, step);
        return step.Version < present ? new Outcome(state, []) : Without(state, step, step.Version);
    }

    private static Outcome Remove(ClientState state, WasGone step) =>
        state.Find(step.Id) is { } held && held.Version <= step.Version
            ? Without(state, step, PresentVersion(state, step))
            : new Outcome(state, []);

    private static long PresentVersion(ClientState state, ConversationStep step) =>
        Math.Max(state.Find(step.Id)?.Version ?? 0, state.Removed.GetValueOrDefault(step.Id).Version);

    private static Outcome Without(ClientState state, ConversationStep step, long version)
    {
        var generation = state.Find(step.Id)?.Generation ?? state.Removed.GetValueOrDefault(step.Id).Generation;
        return new Outcome(state with
        {
            Conversations = state.Conversations.Remove(step.Id),
            Removed = state.Removed.SetItem(step.Id, new RemovedConversation(version, generation)),
        }, []);
    }
}
