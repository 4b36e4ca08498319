using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>A message that the server made in a member's name is to be a tombstone, as if its author had deleted it; whether or not they still take part.</summary>
internal sealed class TakeBackOperation(MessageId id) : LaneOperation<Done>
{
    public override bool IsUrgent => true;

    public override IEnumerable<MessageId> Messages => [id];

    protected override Refusal? TryApply(Fold fold)
    {
        if (fold.Find(id) is { IsDeleted: false } message) fold.ChangeText(message.ToTombstone(fold.Now, DeletedBy.Author));
        return null;
    }

    protected override Outcome<Done> Value(Fold fold) => default(Done);
}
