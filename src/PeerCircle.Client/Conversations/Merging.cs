using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>Taking states in: of each message the one with the highest rev stays.</summary>
internal static class Merging
{
    public static void Merge(this Work work, IReadOnlyList<Message>? messages)
    {
        foreach (var message in messages ?? []) work.Merge(new HeldMessage(message, Provisional: false));
    }

    /// <summary>Whatever carries a message also settles its outbox row.</summary>
    public static void Merge(this Work work, HeldMessage message)
    {
        var state = message.State;
        var settled = work.C.Outbox.FindIndex(row => row.Id == state.Id);
        if (settled >= 0) work.C = work.C with { Outbox = work.C.Outbox.RemoveAt(settled) };
        if (state.Seq > work.C.Seq) work.C = work.C with { Seq = state.Seq };
        work.MergeLast(state);
        var held = work.C.Messages.GetValueOrDefault(state.Id);
        if (held is not null && !IsNewer(state, held)) return;
        work.CountMerged(held?.State, state);
        work.Put(message);
    }

    public static void MergeLast(this Work work, Message message)
    {
        var last = work.C.Last;
        if (last is null || message.Seq > last.Seq || (message.Id == last.Id && message.Rev >= last.Rev)) work.C = work.C with { Last = message };
    }

    /// <summary>What an answer says of one's own reactions, as of each message's own rev; a message it leaves out has none.</summary>
    public static void MergeMine(this Work work, IReadOnlyList<Message>? messages, IReadOnlyDictionary<MessageId, IReadOnlyList<string>>? mine)
    {
        foreach (var message in messages ?? [])
        {
            var basis = mine?.GetValueOrDefault(message.Id) ?? [];
            var known = work.C.Mine.GetValueOrDefault(message.Id, OwnReactions.None);
            work.C = work.C with { Mine = work.C.Mine.SetItem(message.Id, known.Rebased(message.Rev, basis)) };
        }
    }

    public static void MarkReacted(this Work work, Reacted reacted)
    {
        var known = work.C.Mine.GetValueOrDefault(reacted.MessageId, OwnReactions.None);
        var marked = known.Marked(reacted.Emoji, new ReactionMark(reacted.On, reacted.Rev));
        if (!ReferenceEquals(marked, known)) work.C = work.C with { Mine = work.C.Mine.SetItem(reacted.MessageId, marked) };
    }

    private static bool IsNewer(Message state, HeldMessage held) => state.Rev > held.State.Rev || (state.Rev == held.State.Rev && held.Provisional);
}
