using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>The text is to be this.</summary>
internal sealed class EditOperation(MemberId editor, MessageId id, string text, long? baseRev) : LaneOperation<ChangeReceipt>
{
    private readonly IReadOnlyList<MemberId> _named = Conversations.Mentions.In(text);

    public override bool IsUrgent => false;

    public override int Weight => 256 + (2 * text.Length);

    public override IEnumerable<MessageId> Messages => [id];

    public override IEnumerable<MemberId> Members => [editor, .. _named];

    public IReadOnlyList<MemberId> Named => _named;

    protected override Refusal? TryApply(Fold fold)
    {
        if (!fold.Admits(editor) || fold.Find(id) is not { } message) return Refusal.NotFound;
        if (message.AuthorId != editor || message.Kind != MessageKind.Text) return Refusal.Forbidden("Only the author edits a message.");
        if (message.IsDeleted) return MessageRefusals.Deleted;
        if (message.Text == text) return null;
        if (baseRev is { } seen && message.TextRev > seen) return MessageRefusals.EditConflict;
        fold.ChangeText(message with { Text = text, Mentions = fold.Present(_named), EditedAt = fold.Now });
        return null;
    }

    protected override Outcome<ChangeReceipt> Value(Fold fold) => new ChangeReceipt(fold.Get(id).Rev);
}
