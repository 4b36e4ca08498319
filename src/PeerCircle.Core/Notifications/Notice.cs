using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Core.Notifications;

/// <summary>That a message concerns a member, and why.</summary>
/// <param name="By">Whose doing it is.</param>
/// <param name="Count">How many there are at least, of cheers.</param>
internal sealed record Notice(MemberId To, NotificationKind Kind, MessageState Message, MemberId By, int Count = 1)
{
    /// <summary>A card's owner is told of the first cheer, and when there are so many.</summary>
    private static readonly int[] CheersTold = [1_000, 100, 10];

    /// <summary>Whether a commit may concern somebody. True too often does no harm.</summary>
    public static bool MayBeIn(Commit commit) =>
        commit.Inserted.Any(m => m.Mentions.Count > 0 || IsReply(m) || IsRemoval(m) || (commit.Conversation.Kind == ConversationKind.Direct && IsWritten(m)))
        || commit.Changed.Any(m => IsCheered(m) || (m.Mentions.Count > 0 && m.TextRev == m.Rev));

    /// <summary>Whom the message concerns as it is now.</summary>
    /// <param name="parentAuthor">Whose message it replies to.</param>
    /// <param name="since">What was posted or written anew up to this rev was told, or is of a time when nobody was.</param>
    public static IEnumerable<Notice> In(Conversation conversation, MessageState message, MemberId? parentAuthor, long since)
    {
        if (message.IsDeleted) return [];
        if (IsCheered(message)) return Cheers(message);
        if (message.TextRev <= since) return [];
        if (IsRemoval(message)) return [new Notice(message.Card!.MemberId!.Value, NotificationKind.Removed, message, message.Card.ById!.Value)];
        if (!IsWritten(message) || message.AuthorId is not { } author) return [];
        return Written(conversation, message, author, message.PostRev > since, parentAuthor).Where(n => n.To != author).DistinctBy(n => n.To);
    }

    public static bool IsReply(MessageState message) => IsWritten(message) && message.ParentId is not null;

    /// <summary>What concerns somebody in more than one way is told for the first of them. In a direct everything is to the other.</summary>
    private static IEnumerable<Notice> Written(Conversation conversation, MessageState message, MemberId author, bool isNew, MemberId? parentAuthor)
    {
        var mentions = message.Mentions.Select(m => new Notice(m, NotificationKind.Mention, message, author));
        if (conversation.Pair is { } pair) return isNew ? mentions.Append(new Notice(pair.Other(author), NotificationKind.Direct, message, author)) : mentions;
        return isNew && parentAuthor is { } asked ? mentions.Append(new Notice(asked, NotificationKind.Reply, message, author)) : mentions;
    }

    private static IEnumerable<Notice> Cheers(MessageState message)
    {
        var owner = message.AuthorId;
        var by = message.Reactions.SelectMany(r => r.Sample).FirstOrDefault(m => m != owner);
        if (owner is not { } to || by == default) return [];
        var count = message.Reactions.Sum(r => r.Count);
        return [new Notice(to, NotificationKind.Cheer, message, by, CheersTold.FirstOrDefault(n => n <= count, 1))];
    }

    /// <summary>By somebody, not by the server for them.</summary>
    private static bool IsWritten(MessageState message) => message.Kind != MessageKind.System && TypedId.IsClientMade(message.Id);

    private static bool IsCheered(MessageState message) => message.Kind == MessageKind.Celebration && message.Reactions.Count > 0;

    private static bool IsRemoval(MessageState message) => message is { Kind: MessageKind.System, Card: { Type: "removed", MemberId: not null, ById: not null } };
}
