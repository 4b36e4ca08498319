using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>One's own reaction is to be there, or not. One's own devices are told here, so that they hear of several in the order of the commits.</summary>
internal sealed class ReactOperation(MemberId who, MessageId id, Outcome<string> wanted, bool on, IDelivery delivery) : LaneOperation<ChangeReceipt>
{
    private readonly string _emoji = wanted.TryGet(out var emoji, out _) ? emoji : "";
    private bool _changed;

    public override bool IsUrgent => false;

    public override IEnumerable<MessageId> Messages => [id];

    public override IEnumerable<MemberId> Members => [who];

    public MemberId Member => who;

    public MessageId Message => id;

    /// <summary>The tally from whose sample this may take someone; null when it only adds.</summary>
    public (MessageId Message, string Emoji)? Clears => on ? null : (id, Emoji.Key(_emoji));

    protected override Refusal? TryApply(Fold fold)
    {
        _changed = false;
        if (!fold.Admits(who) || fold.Find(id) is not { } message) return Refusal.NotFound;
        if (wanted.Refusal is { } invalid) return invalid;
        if (message.IsDeleted) return MessageRefusals.Deleted;
        if (!fold.Reactions.Set(message, who, _emoji, on).TryGet(out var state, out var refusal)) return refusal;
        _changed = !ReferenceEquals(state, message);
        if (_changed) fold.Change(state);
        return null;
    }

    protected override Outcome<ChangeReceipt> Value(Fold fold)
    {
        var rev = fold.Get(id).Rev;
        if (_changed) delivery.Reacted(who, new Reacted(fold.Id, id, _emoji, on, rev));
        return new ChangeReceipt(rev);
    }
}
