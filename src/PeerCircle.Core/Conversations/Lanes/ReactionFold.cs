using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>Reactions within a fold: who has which, and the tally that the message shows.</summary>
internal sealed class ReactionFold(Snapshot snapshot, long revBefore)
{
    /// <summary>A tally names at most this many of those who reacted, the oldest.</summary>
    public const int SampleSize = 20;

    /// <summary>Different emoji on one message.</summary>
    private const int MostEmoji = 20;

    /// <summary>Room for the order of rows added by one commit; more than a lane can fold.</summary>
    private const int OrdersPerRev = 1_000;

    private readonly Dictionary<(MessageId Message, string Emoji, MemberId Member), ReactionRow?> _rows = [];
    private int _added;

    public IReadOnlyList<ReactionRow> Added => [.. _rows.Where(r => r.Value is not null && !snapshot.Reactions.Contains(r.Key)).Select(r => r.Value!)];

    public IReadOnlyList<ReactionRow> Removed =>
        [.. _rows.Where(r => r.Value is null && snapshot.Reactions.Contains(r.Key)).Select(r => new ReactionRow(r.Key.Message, r.Key.Emoji, r.Key.Member, 0))];

    /// <summary>The message with the reaction set or cleared; the same object when it stands already.</summary>
    public Outcome<MessageState> Set(MessageState message, MemberId member, string emoji, bool on)
    {
        var key = (message.Id, Emoji: Emoji.Key(emoji), member);
        if (Has(key) == on) return message;
        if (!on)
        {
            _rows[key] = null;
            return message with { Reactions = Without(message, key.Emoji, member) };
        }
        var at = IndexOf(message, key.Emoji);
        if (at < 0 && message.Reactions.Count >= MostEmoji) return new Refusal(ErrorCodes.ReactionTooMany, $"A message has at most {MostEmoji} different reactions.");
        _rows[key] = new ReactionRow(message.Id, key.Emoji, member, ((revBefore + 1) * OrdersPerRev) + _added++);
        return message with { Reactions = With(message, at, emoji, member) };
    }

    private bool Has((MessageId, string, MemberId) key) => _rows.TryGetValue(key, out var row) ? row is not null : snapshot.Reactions.Contains(key);

    private static int IndexOf(MessageState message, string key)
    {
        for (var i = 0; i < message.Reactions.Count; i++)
        {
            if (Emoji.Key(message.Reactions[i].Emoji) == key) return i;
        }
        return -1;
    }

    private static Reaction[] With(MessageState message, int at, string emoji, MemberId member)
    {
        if (at < 0) return [.. message.Reactions, new Reaction(emoji, 1, [member])];
        var tallies = message.Reactions.ToArray();
        var tally = tallies[at];
        tallies[at] = tally with { Count = tally.Count + 1, Sample = tally.Sample.Count < SampleSize ? [.. tally.Sample, member] : tally.Sample };
        return tallies;
    }

    private Reaction[] Without(MessageState message, string key, MemberId member)
    {
        var at = IndexOf(message, key);
        if (at < 0) return [.. message.Reactions];
        var tally = message.Reactions[at];
        if (tally.Count <= 1) return [.. message.Reactions.Where((_, i) => i != at)];
        var tallies = message.Reactions.ToArray();
        var sample = tally.Sample.Where(m => m != member).ToList();
        if (sample.Count < SampleSize && tally.Count - 1 > sample.Count) Refill(sample, message.Id, key);
        tallies[at] = tally with { Count = tally.Count - 1, Sample = sample };
        return tallies;
    }

    private void Refill(List<MemberId> sample, MessageId message, string key)
    {
        var kept = snapshot.Oldest.GetValueOrDefault((message, key)) ?? [];
        var added = _rows.Where(r => r.Key.Message == message && r.Key.Emoji == key && r.Value is not null).OrderBy(r => r.Value!.Order).Select(r => r.Key.Member);
        foreach (var member in kept.Concat(added))
        {
            if (sample.Count == SampleSize) return;
            var cleared = _rows.TryGetValue((message, key, member), out var row) && row is null;
            if (!cleared && !sample.Contains(member)) sample.Add(member);
        }
    }
}
