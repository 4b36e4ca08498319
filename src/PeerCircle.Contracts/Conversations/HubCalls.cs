using MessagePack;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Conversations;

[MessagePackObject]
public sealed record PostCall(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("id")] MessageId Id,
    [property: Key("text")] string Text,
    [property: Key("parentId")] MessageId? ParentId = null);

/// <summary>What became of a post; the same for every repetition, whatever was edited or deleted since.</summary>
[MessagePackObject]
public sealed record PostReceipt(
    [property: Key("id")] MessageId Id,
    [property: Key("seq")] long Seq,
    [property: Key("rev")] long Rev,
    [property: Key("at")] DateTimeOffset At);

/// <summary>Sets the text. Refused when the text changed after <paramref name="BaseRev"/> and differs from the new one.</summary>
[MessagePackObject]
public sealed record EditCall(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("id")] MessageId Id,
    [property: Key("text")] string Text,
    [property: Key("baseRev")] long? BaseRev = null);

[MessagePackObject]
public sealed record DeleteCall(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("id")] MessageId Id);

/// <summary>Sets or clears one's own reaction; never a toggle.</summary>
[MessagePackObject]
public sealed record ReactCall(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("id")] MessageId Id,
    [property: Key("emoji")] string Emoji,
    [property: Key("on")] bool On);

/// <summary>The message's rev after the change, or its present one when nothing changed.</summary>
[MessagePackObject]
public sealed record ChangeReceipt([property: Key("rev")] long Rev);

[MessagePackObject]
public sealed record MarkReadCall(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("seq")] long Seq);

/// <summary>The read position as it now stands, and what is unread after it (counted to 100).</summary>
[MessagePackObject]
public sealed record ReadReceipt([property: Key("seq")] long Seq, [property: Key("unread")] int Unread);

[MessagePackObject]
public sealed record TypingCall([property: Key("conversationId")] ConversationId ConversationId);

/// <summary>0–200 cursors, each conversation once.</summary>
[MessagePackObject]
public sealed record SyncCall([property: Key("cursors")] IReadOnlyList<SyncCursor> Cursors);

[MessagePackObject]
public sealed record SyncCursor(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("rev")] long Rev,
    [property: Key("epoch")] string? Epoch = null);

/// <summary>Only what changed and is one's own to see; of each at most 64 messages, of all together at most 256 KB.</summary>
[MessagePackObject]
public sealed record SyncAnswer([property: Key("conversations")] IReadOnlyList<ConversationChanges> Conversations);

/// <summary>
/// Messages changed after a cursor, ascending by rev. <paramref name="To"/> is where the cursor goes. With <paramref name="Reset"/>
/// there are no messages: drop what is held and load the newest page.
/// </summary>
[MessagePackObject]
public sealed record ConversationChanges(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("epoch")] string Epoch,
    [property: Key("to")] long To,
    [property: Key("messages")] IReadOnlyList<Message> Messages,
    [property: Key("mine")] IReadOnlyDictionary<MessageId, IReadOnlyList<string>>? Mine,
    [property: Key("complete")] bool Complete,
    [property: Key("reset")] bool Reset);
