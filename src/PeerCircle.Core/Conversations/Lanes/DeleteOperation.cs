using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>The message is to be a tombstone.</summary>
internal sealed class DeleteOperation(MemberId who, bool moderates, MessageId id) : LaneOperation<ChangeReceipt>
{
    public override bool IsUrgent => false;

    public override IEnumerable<MessageId> Messages => [id];

    public override IEnumerable<MemberId> Members => [who];

    public MessageId Message => id;

    protected override Refusal? TryApply(Fold fold)
    {
        if (!fold.Admits(who) || fold.Find(id) is not { } message) return Refusal.NotFound;
        if (message.Kind == MessageKind.System || !(message.AuthorId == who || moderates || IsHost(fold))) return Refusal.Forbidden("Only its author or a moderator deletes a message.");
        if (message.IsDeleted) return null;
        fold.ChangeText(message.ToTombstone(fold.Now, message.AuthorId == who ? DeletedBy.Author : DeletedBy.Moderator));
        if (message.ParentId is { } parent && fold.Find(parent) is { } above) fold.Change(above with { ReplyCount = above.ReplyCount - 1 });
        return null;
    }

    protected override Outcome<ChangeReceipt> Value(Fold fold) => new ChangeReceipt(fold.Get(id).Rev);

    private bool IsHost(Fold fold) => fold.Conversation is { Kind: ConversationKind.Circle } && fold.RoleOf(who) == ParticipantRole.Host;
}
