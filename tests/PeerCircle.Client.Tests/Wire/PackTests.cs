using MessagePack;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Wire;

public sealed class PackTests
{
    [Fact]
    public void What_one_did_oneself_comes_over_messagepack_too()
    {
        var (conversation, message) = (ConversationId.From(Guid.CreateVersion7()), MessageId.From(Guid.CreateVersion7()));
        var mine = new Dictionary<MessageId, IReadOnlyList<string>> { [message] = ["👍", "🎉"] };
        var answer = new Reply<SyncAnswer>(Ok: true, new SyncAnswer([new ConversationChanges(conversation, "e", 7, [], mine, Complete: true, Reset: false)]));
        var come = MessagePackSerializer.Deserialize<Reply<SyncAnswer>>(MessagePackSerializer.Serialize(answer, WirePack.Options, Scene.Cancellation), WirePack.Options, Scene.Cancellation);
        var found = Assert.Single(Assert.Single(come.Value!.Conversations).Mine!);
        Assert.Equal((message, "👍 🎉"), (found.Key, string.Join(' ', found.Value)));
    }
}
