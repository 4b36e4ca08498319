using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations.Feeds;
using PeerCircle.Server.Conversations.Mailboxes;

namespace PeerCircle.Server.Conversations;

/// <summary>What concerns a conversation, to the connections of this node that are subscribed to it.</summary>
internal sealed class LocalDelivery(MailboxLifetimeManager local, LiveConnections connections, ConversationFeeds feeds, UnawaitedPushes pushes)
{
    public void Publish(Changes changes) => feeds.Publish(changes);

    public void ReadMoved(ReadMoved moved) =>
        pushes.Send(local.SendGroupExceptAsync(HubGroups.Of(moved.ConversationId), nameof(IPeerClient.ReadMoved), [moved], Of(moved.MemberId)));

    public void Typing(TypingNotice typing) => pushes.Send(feeds.TypingAsync(typing, Of(typing.MemberId)));

    private string[] Of(MemberId member) => [.. connections.Of(member).Select(c => c.Id)];
}
