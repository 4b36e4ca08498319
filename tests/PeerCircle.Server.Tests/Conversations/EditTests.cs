using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

[Collection(nameof(Chat))]
public sealed class EditTests(ChatServer server)
{
    [Theory, OverBothProtocols]
    public async Task An_edit_sets_the_text_and_gives_the_next_rev(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        var answer = await scene.AdasClient.CallAsync("Edit", new { conversationId = scene.Conversation, id = posted.Id, text = " two ", baseRev = 1 });
        Assert.Equal("""{"rev":2}""", answer.Value.ToJsonString());
        var message = await scene.GracesClient.MessageAsync(scene.Conversation, posted.Id, rev: 2);
        Assert.Equal("authorId createdAt editedAt id kind rev seq text", message.Names());
        Assert.Equal(("two", 1, WireTime.Text(posted.At)), (message.Text("text"), message.Number("seq"), message.Text("createdAt")));
    }

    [Theory, OverBothProtocols]
    public async Task An_edit_that_changes_nothing_takes_no_rev(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        Assert.Equal(1, await scene.AdasClient.EditAsync(scene.Conversation, posted.Id, "one", baseRev: 0));
        Assert.Equal(1, (await server.HeadAsync(scene.Conversation)).Rev);
    }

    [Theory, OverBothProtocols]
    public async Task Only_a_text_that_changed_since_and_differs_conflicts(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        await scene.GracesClient.ReactAsync(scene.Conversation, posted.Id, "👍");
        Assert.Equal(3, await scene.AdasClient.EditAsync(scene.Conversation, posted.Id, "two", baseRev: 1));
        var late = await scene.AdasClient.CallAsync("Edit", new { conversationId = scene.Conversation, id = posted.Id, text = "three", baseRev = 2 });
        Assert.Equal(ErrorCodes.MessageEditConflict, late.Code);
        Assert.Equal(3, await scene.AdasClient.EditAsync(scene.Conversation, posted.Id, "two", baseRev: 1));
        Assert.Equal(4, await scene.AdasClient.EditAsync(scene.Conversation, posted.Id, "three", baseRev: 3));
        Assert.Equal(5, await scene.AdasClient.EditAsync(scene.Conversation, posted.Id, "four"));
    }

    [Fact]
    public async Task Of_different_edits_at_once_with_one_base_exactly_one_wins()
    {
        await using var scene = await Scene.CircleAsync(server);
        await using var phone = await server.ConnectAsync(scene.Ada, Wire.Pack);
        for (var round = 0; round < 5; round++)
        {
            var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? phone : scene.AdasClient)
                .CallAsync("Edit", new { conversationId = scene.Conversation, id = posted.Id, text = $"text {i}", baseRev = posted.Rev })));
            Assert.Single(answers, a => a.Ok);
            Assert.Equal(5, answers.Count(a => a.Code == ErrorCodes.MessageEditConflict));
        }
    }

    [Theory, OverBothProtocols]
    public async Task What_may_not_be_edited_is_refused_before_the_text_is_looked_at(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        Assert.Equal(ErrorCodes.AuthForbidden, await CodeAsync(scene.GracesClient, posted.Id, ""));
        Assert.Equal(ErrorCodes.NotFound, await CodeAsync(scene.AdasClient, HubClient.NewId(), ""));
        Assert.Equal(ErrorCodes.MessageEmpty, await CodeAsync(scene.AdasClient, posted.Id, " \u200b\n"));
        Assert.Equal(ErrorCodes.MessageTooLong, await CodeAsync(scene.AdasClient, posted.Id, new string('x', 8_001)));
        await scene.AdasClient.DeleteAsync(scene.Conversation, posted.Id);
        Assert.Equal(ErrorCodes.MessageDeleted, await CodeAsync(scene.AdasClient, posted.Id, "two"));
        await server.AnnounceAsync(scene.Conversation, "renamed");
        var said = (await scene.GetAsync(scene.Ada, "/messages"))["messages"]!.AsArray().Last()!;
        Assert.Equal(ErrorCodes.AuthForbidden, await CodeAsync(scene.AdasClient, new MessageId(Guid.Parse(said.Text("id")!)), "two"));

        async Task<string?> CodeAsync(HubClient by, MessageId id, string text) => (await by.CallAsync("Edit", new { conversationId = scene.Conversation, id, text })).Code;
    }
}
