using MessagePack;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Notifications;

/// <summary>Of what a notification tells.</summary>
public enum NotificationKind
{
    Mention,
    Reply,
    Direct,
    Question,
    Answer,
    Nudge,
    CheckInDue,
    CheckInMissed,
    Celebration,
    Cheer,
    Invited,
    Removed,

    /// <summary>To witnesses: the owner checked in.</summary>
    CheckIn,

    /// <summary>To witnesses: the owner changed the plan.</summary>
    Change,
}

/// <summary>Something that concerns one member; <paramref name="Reason"/> says in words why it came.</summary>
[MessagePackObject]
public sealed record Notification(
    [property: Key("id")] NotificationId Id,
    [property: Key("kind")] NotificationKind Kind,
    [property: Key("reason")] string Reason,
    [property: Key("at")] DateTimeOffset At,
    [property: Key("conversationId")] ConversationId? ConversationId = null,
    [property: Key("messageId")] MessageId? MessageId = null,
    [property: Key("goalId")] GoalId? GoalId = null,
    [property: Key("readAt")] DateTimeOffset? ReadAt = null);

/// <summary>A new notification, to one's own devices; not in one's quiet hours.</summary>
[MessagePackObject]
public sealed record Notified([property: Key("notification")] Notification Notification);

/// <summary>To one's own devices: these, or with absent <paramref name="Ids"/> all, are read.</summary>
[MessagePackObject]
public sealed record NotificationsRead([property: Key("ids")] IReadOnlyList<NotificationId>? Ids, [property: Key("unread")] int Unread);

/// <summary>One page of an inbox, the newest first; <paramref name="Unread"/> is counted to 100.</summary>
public sealed record NotificationPage(IReadOnlyList<Notification> Items, string? Next, int Unread);

/// <summary>Absent: all.</summary>
public sealed record NotificationsReadBody(IReadOnlyList<NotificationId>? Ids = null);

public sealed record NotificationsReadAnswer(int Unread);
