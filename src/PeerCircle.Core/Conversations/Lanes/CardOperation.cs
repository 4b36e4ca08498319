using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>See <see cref="CardPost"/>.</summary>
internal sealed class CardOperation(CardPost post) : LaneOperation<Done>
{
    public override bool IsUrgent => true;

    public override int Weight => 512 + (2 * post.Text.Length);

    public override IEnumerable<MessageId> Messages => post.Parent is { } parent ? [post.Id, parent] : [post.Id];

    public override IEnumerable<MemberId> Members => [post.Author];

    protected override Refusal? TryApply(Fold fold)
    {
        if (fold.Find(post.Id) is { } known) Show(fold, known);
        else if (fold.Admits(post.Author)) Make(fold);
        return null;
    }

    protected override Outcome<Done> Value(Fold fold) => default(Done);

    private void Show(Fold fold, MessageState known)
    {
        if (known.IsDeleted || post.Card?.Version is not { } version || known.Card?.Version >= version) return;
        var shown = known with { Card = post.Card, Text = post.Text };
        if (known.Text == post.Text) fold.Change(shown);
        else fold.ChangeText(shown);
    }

    private void Make(Fold fold)
    {
        var parent = post.Parent is { } id && fold.Find(id) is { IsDeleted: false, ParentId: null } above ? above : null;
        fold.Insert(new MessageState
        {
            Id = post.Id,
            Seq = fold.NextSeq,
            Rev = fold.NextRev,
            PostRev = fold.NextRev,
            TextRev = fold.NextRev,
            Kind = post.Kind,
            AuthorId = post.Author,
            Text = post.Text,
            Card = post.Card,
            ParentId = parent?.Id,
            CreatedAt = fold.Now,
            PostHash = "",
        });
        if (parent is not null) fold.Change(parent with { ReplyCount = parent.ReplyCount + 1 });
    }
}
