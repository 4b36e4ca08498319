using System.Globalization;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Conversations;

/// <summary>Where a page of history stands: at most one of these, a seq; none means the newest.</summary>
public sealed record PageAnchor(long? Before = null, long? After = null, long? Around = null, MessageId? Parent = null);

/// <summary>
/// Reading of messages. The head is always read before the messages, so that a cursor taken from it skips nothing: what moved in
/// between comes twice, never not at all.
/// </summary>
public sealed class History(IStore store, StoreClock clock)
{
    /// <summary>More changes than this are not sent one by one.</summary>
    public const int MostChanges = 1_000;

    private const int ChangesPerRead = 100;

    private readonly IConversationLog _log = store.Conversations;

    /// <summary>A page by seq, ascending; shorter than asked for where messages are long. Anchors out of range are clamped.</summary>
    public async Task<Outcome<MessagePage>> PageAsync(Participant reader, PageAnchor anchor, int limit, CancellationToken cancellation)
    {
        if (new[] { anchor.Before, anchor.After, anchor.Around }.Count(a => a is not null) > 1) return Refusal.Invalid("before, after, around", "give at most one.");
        if (await HeadAsync(reader, cancellation) is not { } head) return Refusal.NotFound;
        var messages = await SelectAsync(reader, anchor, head.Seq, limit, cancellation);
        var (first, last) = messages.Count > 0 ? (messages[0].Seq, messages[^1].Seq) : Gap(anchor, head.Seq);
        return new MessagePage(
            clock.Epoch, head.Rev, head.Seq, [.. messages.Select(m => m.ToWire())], await Mine.ReadAsync(_log, reader, messages, cancellation),
            await AnyAsync(reader, 1, first - 1, anchor.Parent, cancellation), await AnyAsync(reader, last + 1, head.Seq, anchor.Parent, cancellation));
    }

    public async Task<Outcome<MessageAnswer>> MessageAsync(Participant reader, MessageId id, CancellationToken cancellation)
    {
        if (await HeadAsync(reader, cancellation) is not { } head) return Refusal.NotFound;
        var found = await _log.FindMessagesAsync(reader.Conversation, [id], cancellation);
        if (found.Count == 0) return Refusal.NotFound;
        return new MessageAnswer(clock.Epoch, head.Rev, found[0].ToWire(), await Mine.ReadAsync(_log, reader, found, cancellation));
    }

    /// <summary>Who reacted, in the order they did; with an emoji only that one.</summary>
    public async Task<Outcome<ListOf<ReactionBy>>> ReactionsAsync(Participant reader, MessageId id, string? emoji, string? next, int limit, CancellationToken cancellation)
    {
        var after = 0L;
        if (next is not null && !(Cursors.Read(next, 1) is [var cursor] && long.TryParse(cursor, CultureInfo.InvariantCulture, out after))) return Cursors.Refused;
        var found = await _log.FindMessagesAsync(reader.Conversation, [id], cancellation);
        if (found.Count == 0) return Refusal.NotFound;
        if (found[0].IsDeleted) return new ListOf<ReactionBy>([]);
        var rows = await _log.ReadReactionsAsync(reader.Conversation, id, emoji is null ? null : Emoji.Key(emoji), after, limit + 1, cancellation);
        var page = rows.Take(limit).ToList();
        return new ListOf<ReactionBy>(
            [.. page.Select(r => new ReactionBy(r.Member, Mine.Shown(found[0], r.Emoji)))],
            rows.Count > limit ? Cursors.Make(page[^1].Order.ToString(CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>What changed after a rev, ascending by rev; a reset when that is too much, or the history is another one.</summary>
    public async Task<Outcome<ChangesPage>> ChangesAsync(Participant reader, long after, string? epoch, int limit, CancellationToken cancellation)
    {
        if (await HeadAsync(reader, cancellation) is not { } head) return Refusal.NotFound;
        var known = clock.Epoch;
        if (await IsResetAsync(reader.Conversation, head, after, epoch, known, cancellation)) return new ChangesPage(known, head.Rev, [], null, Complete: true, Reset: true);
        var (changed, complete) = await ReadChangesAsync(reader.Conversation, after, head.Rev, limit, cancellation);
        return new ChangesPage(
            known, complete ? head.Rev : changed[^1].Rev, [.. changed.Select(m => m.ToWire())], await Mine.ReadAsync(_log, reader, changed, cancellation), complete, Reset: false);
    }

    internal async Task<bool> IsResetAsync(ConversationId conversation, Head head, long after, string? epoch, string known, CancellationToken cancellation) =>
        (epoch is not null && epoch != known) || after > head.Rev
        || (head.Rev - after > MostChanges && await _log.CountChangesAsync(conversation, after, MostChanges + 1, cancellation) > MostChanges);

    /// <summary>Those that come in one answer, and whether these are all. Read a few at a time, so that no more is read than fits.</summary>
    private async Task<(IReadOnlyList<MessageState> Changed, bool IsAll)> ReadChangesAsync(ConversationId conversation, long after, long to, int limit, CancellationToken cancellation)
    {
        var (changed, budget) = (new List<MessageState>(), new AnswerBudget());
        while (changed.Count < limit)
        {
            var asked = Math.Min(limit - changed.Count, ChangesPerRead);
            var some = await _log.ReadChangesAsync(conversation, changed is [.., var last] ? last.Rev : after, to, asked, cancellation);
            changed.AddRange(some.TakeWhile(budget.TryTake));
            if (budget.IsSpent) return (changed, false);
            if (some.Count < asked) return (changed, true);
        }
        return (changed, changed[^1].Rev == to);
    }

    private async Task<Head?> HeadAsync(Participant reader, CancellationToken cancellation) =>
        (await _log.ReadConversationsAsync([reader.Conversation], cancellation)).SingleOrDefault()?.Head;

    /// <summary>As many as fit, those nearest to the anchor; ascending.</summary>
    private async Task<IReadOnlyList<MessageState>> SelectAsync(Participant reader, PageAnchor anchor, long head, int limit, CancellationToken cancellation)
    {
        var (messages, budget) = (await ReadAsync(reader, anchor, head, limit, cancellation), new AnswerBudget());
        return [.. messages.OrderBy(Distance).TakeWhile(budget.TryTake).OrderBy(m => m.Seq)];

        long Distance(MessageState message) =>
            anchor.After is not null ? message.Seq : anchor.Around is { } around ? Math.Abs(message.Seq - Math.Clamp(around, 1, Math.Max(1, head))) : -message.Seq;
    }

    private async Task<IReadOnlyList<MessageState>> ReadAsync(Participant reader, PageAnchor anchor, long head, int limit, CancellationToken cancellation)
    {
        if (anchor.After is { } after) return await RangeAsync(Math.Clamp(after, 0, head) + 1, head, newest: false, limit);
        if (anchor.Around is { } around)
        {
            var centre = Math.Clamp(around, 1, Math.Max(1, head));
            var before = await RangeAsync(1, centre, newest: true, (limit + 1) / 2);
            var behind = before.Count < limit ? await RangeAsync(centre + 1, head, newest: false, limit - before.Count) : [];
            return [.. before, .. behind];
        }
        var end = anchor.Before is { } b ? Math.Clamp(b, 1, head + 1) - 1 : head;
        return await RangeAsync(1, end, newest: true, limit);

        Task<IReadOnlyList<MessageState>> RangeAsync(long from, long to, bool newest, int count) =>
            from > to ? Task.FromResult<IReadOnlyList<MessageState>>([]) : _log.ReadMessagesAsync(reader.Conversation, from, to, count, newest, anchor.Parent, cancellation);
    }

    private async Task<bool> AnyAsync(Participant reader, long from, long to, MessageId? parent, CancellationToken cancellation)
    {
        if (from > to) return false;
        return parent is null || (await _log.ReadMessagesAsync(reader.Conversation, from, to, 1, newest: false, parent, cancellation)).Count > 0;
    }

    /// <summary>Between which seqs an empty page lies.</summary>
    private static (long First, long Last) Gap(PageAnchor anchor, long head) => anchor switch
    {
        { After: { } after } => (Math.Clamp(after, 0, head) + 1, Math.Clamp(after, 0, head)),
        { Before: { } before } => (Math.Clamp(before, 1, head + 1), Math.Clamp(before, 1, head + 1) - 1),
        _ => (1, head),
    };
}
