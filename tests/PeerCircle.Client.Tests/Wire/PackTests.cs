using MessagePack;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Wire;

/// <summary>What a client reads of MessagePack.</summary>
public sealed class PackTests
{
    [Fact]
    public void Ones_own_reactions_are_read_from_an_answer_to_sync()
    {
        var mine = Enumerable.Range(0, 3).ToDictionary(_ => MessageId.From(Guid.CreateVersion7()), n => (IReadOnlyList<string>)[$"{n}"]);
        var answer = new SyncAnswer([new ConversationChanges(ConversationId.From(Guid.CreateVersion7()), "e", 3, [], mine, Complete: true, Reset: false)]);
        var read = MessagePackSerializer.Deserialize<SyncAnswer>(MessagePackSerializer.Serialize(answer, WirePack.Options, TestContext.Current.CancellationToken), WirePack.Options, TestContext.Current.CancellationToken);
        Assert.Equal(mine, read.Conversations[0].Mine);
    }
}
