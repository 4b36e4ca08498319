using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Notifications;

namespace PeerCircle.Core.Notifications;

/// <summary>Why a message is told, in words.</summary>
internal static class NoticeSentences
{
    /// <param name="by">The name of whose doing it is.</param>
    /// <param name="title">What the conversation is called.</param>
    public static string Reason(Notice notice, ConversationKind conversation, string by, string title)
    {
        var place = conversation == ConversationKind.Wins ? "the wins" : title;
        return notice.Kind switch
        {
            NotificationKind.Mention when conversation == ConversationKind.Direct => $"{by} mentioned you.",
            NotificationKind.Mention => $"{by} mentioned you in {place}.",
            NotificationKind.Reply => $"{by} replied to you in {place}.",
            NotificationKind.Direct => $"{by} wrote to you.",
            NotificationKind.Cheer when notice.Count > 1 => $"{notice.Count} cheers and more for “{notice.Message.Card?.Title}” in {place}.",
            NotificationKind.Cheer => $"{by} cheers for “{notice.Message.Card?.Title}” in {place}.",
            NotificationKind.Removed => $"{by} removed you from {place}.",
            _ => throw new InvalidOperationException($"A message tells nothing of the kind {notice.Kind}."),
        };
    }
}
