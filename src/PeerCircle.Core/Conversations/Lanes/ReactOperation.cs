using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>One's own reaction is to be there, or not. Answers the rev, and whether anything changed.</summary>
internal sealed class ReactOperation(MemberId who, MessageId id, string emoji, bool on) : LaneOperation<(long Rev, bool Changed)>
{
    private bool _changed;

    public override bool IsUrgent => false;

    public override IEnumerable<MessageId> Messages => [id];

    public override IEnumerable<MemberId> Members => [who];

    public MemberId Member => who;

    public MessageId Message => id;

    /// <summary>The tally from whose sample this may take someone; null when it only adds.</summary>
    public (MessageId Message, string Emoji)? Clears => on ? null : (id, Emoji.Key(emoji));

    protected override Refusal? TryApply(Fold fold)
    {
        _changed = false;
        if (!fold.Admits(who) || fold.Find(id) is not { } message) return Refusal.NotFound;
        if (message.IsDeleted) return MessageRefusals.Deleted;
        if (!fold.Reactions.Set(message, who, emoji, on).TryGet(out var state, out var refusal)) return refusal;
        _changed = !ReferenceEquals(state, message);
        if (_changed) fold.Change(state);
        return null;
    }

    protected override Outcome<(long Rev, bool Changed)> Value(Fold fold) => (fold.Get(id).Rev, _changed);
}
