using System.Text.Json.Nodes;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

[Collection(nameof(Chat))]
public sealed class PostTests(ChatServer server)
{
    [Theory, OverBothProtocols]
    public async Task A_post_is_answered_by_its_receipt_and_pushed_to_everyone_the_author_included(Wire wire)
    {
        var (ada, grace, conversation) = await PairAsync();
        await using var author = await server.ConnectAsync(ada, wire);
        await using var reader = await server.ConnectAsync(grace, wire);
        var id = HubClient.NewId();
        var answer = await author.CallAsync("Post", new { conversationId = conversation, id, text = "  Hello\r\nyou \u200b" });
        Assert.Equal("at id rev seq", answer.Value.Names());
        Assert.Equal((id.ToString(), 1, 1), (answer.Value.Text("id"), answer.Value.Number("seq"), answer.Value.Number("rev")));
        foreach (var client in new[] { author, reader })
        {
            var push = await client.Pushes.FindAsync("Changes");
            Assert.Equal("conversationId epoch from messages to", push.Names());
            Assert.Equal((conversation.ToString(), 0, 1), (push.Text("conversationId"), push.Number("from"), push.Number("to")));
            var expected = new JsonObject
            {
                ["id"] = id.ToString(), ["seq"] = 1, ["rev"] = 1, ["kind"] = "text", ["authorId"] = ada.Id.ToString(), ["text"] = "Hello\nyou", ["createdAt"] = answer.Value.Text("at"),
            };
            Assert.True(JsonNode.DeepEquals(expected, Assert.Single(push["messages"]!.AsArray())), push.ToJsonString());
        }
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", answer.Value.Text("at"));
    }

    private async Task<(Person Ada, Person Grace, ConversationId Conversation)> PairAsync()
    {
        var people = await server.AddAsync("ada", "grace");
        return (people[0], people[1], await server.CircleAsync(people));
    }
}
