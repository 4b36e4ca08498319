using System.Text.Json.Serialization;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Notifications;

/// <summary>One notification in one member's inbox.</summary>
public sealed record InboxItem : Document
{
    public const string MemberIndex = "member";
    public const string UnreadIndex = "unread";
    public const string UnreadInIndex = "unreadIn";
    public const string HeldIndex = "held";
    public const string SourceKey = "source";

    public static DocumentType<InboxItem> Type { get; } = new(
        "notification",
        NotificationsJson.Default.InboxItem,
        n => n.Id.Value,
        n => WireTime.Text(n.At),
        new Dictionary<string, Func<InboxItem, string?>> { [SourceKey] = n => $"{n.Member}:{n.Source}" },
        new Dictionary<string, Func<InboxItem, IEnumerable<string>>>
        {
            [MemberIndex] = n => [n.Member.ToString()],
            [UnreadIndex] = n => n.ReadAt is null ? [n.Member.ToString()] : [],
            [HeldIndex] = n => n is { IsHeld: true, ReadAt: null } ? [n.Member.ToString()] : [],
            [UnreadInIndex] = n => n is { ReadAt: null, Seq: not null, ConversationId: { } conversation } ? [UnreadIn(conversation, n.Member)] : [],
        });

    public required NotificationId Id { get; init; }

    public required MemberId Member { get; init; }

    /// <summary>Names what it came of, so that it comes once.</summary>
    public required string Source { get; init; }

    public required NotificationKind Kind { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    public ConversationId? ConversationId { get; init; }

    public MessageId? MessageId { get; init; }

    /// <summary>Read when the member has read the conversation up to here; absent when only the inbox reads it.</summary>
    public long? Seq { get; init; }

    public GoalId? GoalId { get; init; }

    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Came in quiet hours, of which devices are told when those end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsHeld { get; init; }

    public static string UnreadIn(ConversationId conversation, MemberId member) => $"{member}:{conversation}";

    public Notification ToWire() => new(Id, Kind, Reason, At, ConversationId, MessageId, GoalId, ReadAt);
}

/// <summary>How inboxes are kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(InboxItem))]
[JsonSerializable(typeof(ToldUpTo))]
[JsonSerializable(typeof(QuietEnd))]
internal sealed partial class NotificationsJson : JsonSerializerContext;
