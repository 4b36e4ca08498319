using System.Collections.Immutable;

namespace PeerCircle.Client.Conversations;

/// <summary>One's own reactions to a message: a basis as of a rev, with later marks over it.</summary>
internal sealed record OwnReactions(long Rev, IReadOnlyList<string> Basis, ImmutableDictionary<string, ReactionMark> Marks)
{
    public static OwnReactions None { get; } = new(0, [], ImmutableDictionary.Create<string, ReactionMark>(StringComparer.Ordinal));

    /// <summary>What an answer says holds as of the message's rev; older answers say nothing.</summary>
    public OwnReactions Rebased(long rev, IReadOnlyList<string> basis) =>
        rev < Rev ? this : new(rev, basis, Marks.RemoveRange(Marks.Where(m => m.Value.Rev <= rev).Select(m => m.Key)));

    public OwnReactions Marked(string emoji, ReactionMark mark) =>
        mark.Rev < Rev || (Marks.TryGetValue(emoji, out var present) && mark.Rev < present.Rev) ? this : this with { Marks = Marks.SetItem(emoji, mark) };

    public IEnumerable<string> Effective() => Basis
        .Where(emoji => !Marks.TryGetValue(emoji, out var mark) || mark.On)
        .Concat(Marks.Where(m => m.Value.On && !Basis.Contains(m.Key)).Select(m => m.Key));
}

internal readonly record struct ReactionMark(bool On, long Rev);
