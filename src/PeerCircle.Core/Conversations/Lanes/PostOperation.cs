using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>A new message, or the same one again: then the first receipt.</summary>
internal sealed class PostOperation(MemberId author, MessageId id, string text, MessageId? parent) : LaneOperation<PostReceipt>
{
    private readonly IReadOnlyList<MemberId> _named = Conversations.Mentions.In(text);
    private readonly string _hash = HashOf(text, parent);

    public override bool IsUrgent => true;

    public override int Weight => 256 + (2 * text.Length);

    // The same reply again is answered as the first, whatever became of its parent: it needs to be known before it is refused.
    public override IEnumerable<MessageId> Messages => parent is { } to ? [id, to] : [];

    public override MessageId? Makes => id;

    public override IEnumerable<MemberId> Members => [author, .. _named];

    public IReadOnlyList<MemberId> Named => _named;

    protected override Refusal? TryApply(Fold fold)
    {
        if (!fold.Admits(author)) return Refusal.NotFound;
        if (fold.Find(id) is { } known) return known.AuthorId == author && known.PostHash == _hash ? null : IdTaken;
        if (parent is null && fold.Conversation is { IsForEveryone: true }) return ReadOnly;
        if (parent is { } to && CheckParent(fold.Find(to)) is { } refusal) return refusal;
        fold.Insert(new MessageState
        {
            Id = id,
            Seq = fold.NextSeq,
            Rev = fold.NextRev,
            PostRev = fold.NextRev,
            TextRev = fold.NextRev,
            Kind = MessageKind.Text,
            AuthorId = author,
            Text = text,
            ParentId = parent,
            Mentions = fold.Present(_named),
            CreatedAt = fold.Now,
            PostHash = _hash,
        });
        if (parent is { } answered && fold.Get(answered) is var above) fold.Change(above with { ReplyCount = above.ReplyCount + 1 });
        return null;
    }

    protected override Outcome<PostReceipt> Value(Fold fold)
    {
        LaneMeter.Posts.Add(1);
        return fold.Get(id).Receipt();
    }

    private static Refusal? CheckParent(MessageState? parent) => parent switch
    {
        null => ParentInvalid,
        { ParentId: not null } => ParentInvalid,
        { IsDeleted: true } => MessageRefusals.Deleted,
        _ => null,
    };

    /// <summary>Of the parent's id, if any, a line break, and the text.</summary>
    private static string HashOf(string text, MessageId? parent)
    {
        var before = parent is { } to ? $"{TypedId.Text(to)}\n" : "\n";
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(before.Length + text.Length));
        var start = Encoding.UTF8.GetBytes(before, bytes);
        var length = start + Encoding.UTF8.GetBytes(text, bytes.AsSpan(start));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToBase64String(hash);
    }

    private static Refusal IdTaken { get; } = new(ErrorCodes.MessageIdTaken, "This message id is used for another message.");

    private static Refusal ReadOnly { get; } = new(ErrorCodes.ConversationReadOnly, "Only celebrations and replies to them go here.");

    private static Refusal ParentInvalid { get; } = new(ErrorCodes.MessageParentInvalid, "A reply goes to a message of the same conversation that is no reply itself.");
}
