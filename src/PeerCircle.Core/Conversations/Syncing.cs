using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Conversations;

/// <summary>What a client missed in several conversations at once.</summary>
public sealed class Syncing(IStore store, ConversationAccess access, History history, StoreClock clock, TimeProvider time)
{
    public const int MostCursors = 200;

    private const int MostMessages = 64;

    private readonly IConversationLog _log = store.Conversations;
    private readonly SharedChanges _changes = new(store.Conversations, time);

    /// <summary>
    /// Leaves out what is unchanged and what is not the member's, and nothing else. Of each conversation come at most 64 messages, of
    /// all together at most 256 KB but at least one message.
    /// </summary>
    public async Task<Outcome<SyncAnswer>> SyncAsync(MemberId member, IReadOnlyList<SyncCursor> cursors, CancellationToken cancellation)
    {
        if (cursors.Count > MostCursors) return Refusal.Invalid("cursors", $"at most {MostCursors}.");
        if (cursors.DistinctBy(c => c.ConversationId).Count() != cursors.Count) return Refusal.Invalid("cursors", "each conversation once.");
        if (cursors.Count == 0) return new SyncAnswer([]);
        var participants = await access.FindAllAsync(member, cancellation);
        var heads = (await _log.ReadConversationsAsync([.. cursors.Select(c => c.ConversationId).Where(participants.ContainsKey)], cancellation))
            .ToDictionary(c => c.Id, c => c.Head);
        var known = clock.Epoch;
        var budget = new AnswerBudget();
        var answers = new List<ConversationChanges>();
        foreach (var cursor in cursors)
        {
            if (!heads.TryGetValue(cursor.ConversationId, out var head)) continue;
            if (head.Rev == cursor.Rev && (cursor.Epoch is null || cursor.Epoch == known)) continue;
            answers.Add(await ChangesAsync(participants[cursor.ConversationId], cursor, head, known, budget, cancellation));
        }
        return new SyncAnswer(answers);
    }

    private async Task<ConversationChanges> ChangesAsync(
        Participant reader, SyncCursor cursor, Head head, string known, AnswerBudget budget, CancellationToken cancellation)
    {
        if (await history.IsResetAsync(cursor.ConversationId, head, cursor.Rev, cursor.Epoch, known, cancellation))
        {
            return new ConversationChanges(cursor.ConversationId, known, head.Rev, [], null, Complete: true, Reset: true);
        }
        if (budget.IsSpent) return new ConversationChanges(cursor.ConversationId, known, cursor.Rev, [], null, Complete: false, Reset: false);
        var changed = await _changes.ReadAsync(cursor.ConversationId, known, cursor.Rev, head.Rev, MostMessages, cancellation);
        var sent = changed.TakeWhile(budget.TryTake).ToList();
        var complete = sent.Count == changed.Count && (changed.Count < MostMessages || changed[^1].Rev == head.Rev);
        var upTo = complete ? head.Rev : sent.Count > 0 ? sent[^1].Rev : cursor.Rev;
        return new ConversationChanges(
            cursor.ConversationId, known, upTo, [.. sent.Select(m => m.ToWire())], await Mine.ReadAsync(_log, reader, sent, cancellation), complete, Reset: false);
    }
}
