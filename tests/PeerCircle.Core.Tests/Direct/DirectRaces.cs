using PeerCircle.Contracts.Conversations;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Tests.Circles;
using Xunit;

namespace PeerCircle.Core.Tests.Direct;

public sealed class DirectRaces
{
    [Fact]
    public async Task Both_asking_on_two_servers_at_once_get_one_conversation_with_both_in_it()
    {
        await using var world = await World.OpenAsync();
        Node[] nodes = [world.NewNode(), world.NewNode()];
        for (var round = 0; round < 10; round++)
        {
            var (ana, ben) = (await world.AddMemberAsync("Ana"), await world.AddMemberAsync("Ben"));
            var opened = await Task.WhenAll(
                nodes[0].Directs.OpenAsync(ana, ben, () => null, TestContext.Current.CancellationToken),
                nodes[1].Directs.OpenAsync(ben, ana, () => null, TestContext.Current.CancellationToken));
            var id = Assert.Single(opened.Select(o => Node.Value(o).ConversationId).Distinct());
            var pair = Pair.Of(ana, ben);
            Assert.Equal([(pair.First, ParticipantRole.Member), (pair.Second, ParticipantRole.Member)], await world.ParticipantsAsync(id));
            var conversation = Assert.Single(await world.Store.Conversations.ReadConversationsAsync([id], TestContext.Current.CancellationToken));
            Assert.Equal((ConversationKind.Direct, pair, 2), (conversation.Kind, conversation.Pair, conversation.Head.Participants));
        }
    }
}
