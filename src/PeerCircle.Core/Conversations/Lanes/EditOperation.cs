using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>The text is to be this. One that cannot be a text is refused only where the message may be edited at all.</summary>
internal sealed class EditOperation(MemberId editor, MessageId id, Outcome<string> text, long? baseRev) : LaneOperation<ChangeReceipt>
{
    private readonly IReadOnlyList<MemberId> _named = text.TryGet(out var clean, out _) ? Conversations.Mentions.In(clean) : [];

    public override bool IsUrgent => false;

    public override int Weight => 256 + (text.TryGet(out var clean, out _) ? 2 * clean.Length : 0);

    public override IEnumerable<MessageId> Messages => [id];

    public override IEnumerable<MemberId> Members => [editor, .. _named];

    public IReadOnlyList<MemberId> Named => _named;

    protected override Refusal? TryApply(Fold fold)
    {
        if (!fold.Admits(editor) || fold.Find(id) is not { } message) return Refusal.NotFound;
        if (message.AuthorId != editor || message.Kind != MessageKind.Text) return Refusal.Forbidden("Only the author edits a message.");
        if (!text.TryGet(out var clean, out var refusal)) return refusal;
        if (message.IsDeleted) return MessageRefusals.Deleted;
        if (message.Text == clean) return null;
        if (baseRev is { } seen && message.TextRev > seen) return MessageRefusals.EditConflict;
        fold.ChangeText(message with { Text = clean, Mentions = fold.Present(_named), EditedAt = fold.Now });
        return null;
    }

    protected override Outcome<ChangeReceipt> Value(Fold fold) => new ChangeReceipt(fold.Get(id).Rev);
}
