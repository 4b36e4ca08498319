using MessagePack;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Conversations;

/// <summary>What the server pushes. Pushes of one conversation come in order to a connection; a gap is repaired by <c>Sync</c>.</summary>
public interface IPeerClient
{
    Task Changes(Changes changes);

    /// <summary>To one's own devices only.</summary>
    Task Reacted(Reacted reacted);

    Task ReadMoved(ReadMoved moved);

    Task Typing(TypingNotice typing);

    /// <summary>Of those whom the connection watches.</summary>
    Task Presence(MemberPresence presence);

    Task ConversationChanged(ConversationChanged changed);

    Task ConversationRemoved(ConversationRemoved removed);

    Task Behind(Behind behind);

    Task Resync(Resync resync);

    Task Draining(Draining draining);

    Task SessionEnded(SessionEnded ended);

    /// <summary>To one's own devices only, as the next one.</summary>
    Task Notified(Notified notified);

    Task NotificationsRead(NotificationsRead read);
}

/// <summary>Changes of one conversation with revs in (<paramref name="From"/>, <paramref name="To"/>], messages ascending by rev.</summary>
[MessagePackObject]
public sealed record Changes(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("epoch")] string Epoch,
    [property: Key("from")] long From,
    [property: Key("to")] long To,
    [property: Key("messages")] IReadOnlyList<Message> Messages);

[MessagePackObject]
public sealed record Reacted(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("messageId")] MessageId MessageId,
    [property: Key("emoji")] string Emoji,
    [property: Key("on")] bool On,
    [property: Key("rev")] long Rev);

/// <summary>A read position moved; <paramref name="Unread"/> comes to one's own devices only.</summary>
[MessagePackObject]
public sealed record ReadMoved(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("memberId")] MemberId MemberId,
    [property: Key("seq")] long Seq,
    [property: Key("unread")] int? Unread = null);

/// <summary>Valid for 6 seconds.</summary>
[MessagePackObject]
public sealed record TypingNotice(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("memberId")] MemberId MemberId);

[MessagePackObject]
public sealed record ConversationChanged([property: Key("conversation")] ConversationFacts Conversation);

[MessagePackObject]
public sealed record ConversationRemoved(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("version")] long Version);

[MessagePackObject]
public sealed record SessionEnded([property: Key("reason")] SessionEndReason Reason);
