using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>Reads into a snapshot what a batch of operations touches and the snapshot does not hold yet. The head is read before.</summary>
internal sealed class SnapshotReader(IConversationLog log, WinsReaders wins)
{
    /// <param name="isFirst">Nothing was tried yet: ids of new messages are taken for unused.</param>
    public async Task ReadAsync(Conversation? conversation, ConversationId id, Snapshot snapshot, IReadOnlyList<LaneOperation> batch, bool isFirst, CancellationToken cancellation)
    {
        if (conversation is null)
        {
            foreach (var message in batch.SelectMany(o => o.Messages)) snapshot.Messages[message] = null;
            foreach (var member in batch.SelectMany(o => o.Members)) snapshot.Participations[member] = null;
            return;
        }
        await ReadMessagesAsync(id, snapshot, batch.SelectMany(o => o.Messages), cancellation);
        if (!isFirst) await ReadMessagesAsync(id, snapshot, batch.Select(o => o.Makes).OfType<MessageId>(), cancellation);
        await ReadMessagesAsync(id, snapshot, ParentsOfDeleted(snapshot, batch), cancellation);
        await ReadParticipationsAsync(id, snapshot, batch.SelectMany(o => o.Members), cancellation);
        await ReadReactionsAsync(id, snapshot, [.. batch.OfType<ReactOperation>()], cancellation);
        if (conversation.IsForEveryone) await ReadEveryoneAsync(snapshot, batch, cancellation);
    }

    private static IEnumerable<MessageId> ParentsOfDeleted(Snapshot snapshot, IReadOnlyList<LaneOperation> batch) =>
        batch.OfType<DeleteOperation>().Select(d => snapshot.Messages.GetValueOrDefault(d.Message)?.ParentId).OfType<MessageId>();

    private async Task ReadMessagesAsync(ConversationId id, Snapshot snapshot, IEnumerable<MessageId> wanted, CancellationToken cancellation)
    {
        var missing = wanted.Where(m => !snapshot.Messages.ContainsKey(m)).Distinct().ToList();
        if (missing.Count == 0) return;
        foreach (var message in missing) snapshot.Messages[message] = null;
        foreach (var state in await log.FindMessagesAsync(id, missing, cancellation)) snapshot.Messages[state.Id] = state;
    }

    private async Task ReadParticipationsAsync(ConversationId id, Snapshot snapshot, IEnumerable<MemberId> wanted, CancellationToken cancellation)
    {
        var missing = wanted.Where(m => !snapshot.Participations.ContainsKey(m)).Distinct().ToList();
        foreach (var some in missing.Chunk(1_000))
        {
            foreach (var member in some) snapshot.Participations[member] = null;
            foreach (var kept in await log.FindParticipationsAsync(id, some, cancellation)) snapshot.Participations[kept.Member] = kept;
        }
    }

    private async Task ReadReactionsAsync(ConversationId id, Snapshot snapshot, List<ReactOperation> reacts, CancellationToken cancellation)
    {
        if (reacts.Count == 0) return;
        var rows = await log.FindReactionsAsync(id, [.. reacts.Select(r => r.Message).Distinct()], [.. reacts.Select(r => r.Member).Distinct()], cancellation);
        foreach (var row in rows) snapshot.Reactions.Add((row.Message, row.Emoji, row.Member));
        foreach (var cleared in reacts.Select(r => r.Clears).OfType<(MessageId Message, string Emoji)>().GroupBy(c => c))
        {
            var tally = snapshot.Messages.GetValueOrDefault(cleared.Key.Message)?.Reactions.FirstOrDefault(t => Emoji.Key(t.Emoji) == cleared.Key.Emoji);
            if (tally is null || tally.Count <= ReactionFold.SampleSize) continue;
            var oldest = await log.ReadReactionsAsync(id, cleared.Key.Message, cleared.Key.Emoji, 0, ReactionFold.SampleSize + cleared.Count(), cancellation);
            snapshot.Oldest[cleared.Key] = [.. oldest.Select(r => r.Member)];
        }
    }

    private async Task ReadEveryoneAsync(Snapshot snapshot, IReadOnlyList<LaneOperation> batch, CancellationToken cancellation)
    {
        var named = batch.OfType<PostOperation>().SelectMany(p => p.Named).Concat(batch.OfType<EditOperation>().SelectMany(e => e.Named)).Distinct().ToList();
        if (named.Count > 0) snapshot.Everyone.UnionWith(await wins.WhichExistAsync(named, cancellation));
    }
}
