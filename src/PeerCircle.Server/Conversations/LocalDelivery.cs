using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations.Feeds;
using PeerCircle.Server.Conversations.Mailboxes;

namespace PeerCircle.Server.Conversations;

/// <summary>What concerns a conversation, to the connections of this node that are subscribed to it.</summary>
internal sealed class LocalDelivery(MailboxLifetimeManager local, LiveConnections connections, ConversationFeeds feeds, UnawaitedPushes pushes)
{
    public void Publish(Changes changes) => feeds.Publish(changes);

    public void ReadMoved(ReadMoved moved) => SendToOthers(moved.ConversationId, moved.MemberId, nameof(IPeerClient.ReadMoved), moved);

    public void Typing(TypingNotice typing) => SendToOthers(typing.ConversationId, typing.MemberId, nameof(IPeerClient.Typing), typing);

    private void SendToOthers(ConversationId conversation, MemberId member, string method, object push) =>
        pushes.Send(local.SendGroupExceptAsync(HubGroups.Of(conversation), method, [push], [.. connections.Of(member).Select(c => c.Id)]));
}
