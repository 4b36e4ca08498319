using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Notifications;

/// <summary>Up to where those whom a conversation's messages concern were told. While it is open there may be more to tell.</summary>
public sealed record ToldUpTo : Document
{
    public const string OpenIndex = "open";
    public const string Open = "yes";

    public static DocumentType<ToldUpTo> Type { get; } = new(
        "told",
        NotificationsJson.Default.ToldUpTo,
        t => t.Conversation.Value,
        t => WireTime.Text(t.NotedAt),
        new Dictionary<string, Func<ToldUpTo, string?>>(),
        new Dictionary<string, Func<ToldUpTo, IEnumerable<string>>> { [OpenIndex] = t => t.IsOpen ? [Open] : [] });

    public required ConversationId Conversation { get; init; }

    /// <summary>Every message that was posted up to here was looked at, wherever a later change has moved it.</summary>
    public required long Since { get; init; }

    /// <summary>Every message whose last change is up to here was looked at.</summary>
    public required long Rev { get; init; }

    public required bool IsOpen { get; init; }

    /// <summary>When a node last noted that it was about to commit something that concerns somebody.</summary>
    public required DateTimeOffset NotedAt { get; init; }
}
