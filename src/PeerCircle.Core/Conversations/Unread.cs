namespace PeerCircle.Core.Conversations;

/// <summary>Which messages count as unread: those after the read position, among the newest 500.</summary>
internal static class Unread
{
    private const int Newest = 500;

    public static SeqRange Range(Conversation conversation, long readSeq) =>
        new(conversation.Id, Math.Max(readSeq, conversation.Head.Seq - Newest), conversation.Head.Seq);
}
