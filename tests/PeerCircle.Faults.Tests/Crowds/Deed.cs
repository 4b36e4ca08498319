using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Crowds;

/// <summary>An operation on a message, that may be sent again and again until it is decided.</summary>
internal sealed record Deed(Act Act, ConversationId Conversation, MessageId Message)
{
    public Guid Id { get; } = Guid.CreateVersion7();

    public string Text { get; init; } = "";

    /// <summary>Of an edit: the rev of the state that was there when it began.</summary>
    public long? BaseRev { get; init; }

    public string Emoji { get; init; } = "";

    public bool On { get; init; }

    /// <summary>As it begins: an attempt of a member's.</summary>
    public Entry Entry(EntryKind kind, string who, MemberId by) => new(kind, who)
    {
        Operation = Id,
        Conversation = Conversation,
        Act = Act,
        Message = Message,
        By = by,
        Body = Act is Act.Post or Act.Edit ? Item.HashOf(Text) : null,
        Emoji = Act == Act.React ? Emoji : null,
        On = Act == Act.React ? On : null,
    };

    public async Task<DeedAnswer> SendAsync(Line line, CancellationToken cancellation)
    {
        if (Act == Act.Post)
        {
            var posted = await line.CallAsync<PostReceipt>(nameof(IPeerHub.Post), new PostCall(Conversation, Message, Text), cancellation);
            return new DeedAnswer(posted.Value?.Rev, posted.Value?.Seq, posted.Error);
        }
        var (method, call) = Act switch
        {
            Act.Edit => (nameof(IPeerHub.Edit), (object)new EditCall(Conversation, Message, Text, BaseRev)),
            Act.Delete => (nameof(IPeerHub.Delete), new DeleteCall(Conversation, Message)),
            _ => (nameof(IPeerHub.React), new ReactCall(Conversation, Message, Emoji, On)),
        };
        var changed = await line.CallAsync<ChangeReceipt>(method, call, cancellation);
        return new DeedAnswer(changed.Value?.Rev, null, changed.Error);
    }
}

/// <summary>What the server said: numbers, or why not.</summary>
internal sealed record DeedAnswer(long? Rev, long? Seq, ReplyError? Error);
