using System.Net;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

[Collection(nameof(Chat))]
public sealed class DeleteTests(ChatServer server)
{
    [Theory, OverBothProtocols]
    public async Task A_tombstone_keeps_where_the_message_stood_and_nothing_of_what_it_said(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var parent = await scene.AdasClient.PostAsync(scene.Conversation, $"secret <@{scene.Grace.Id}>");
        var reply = await scene.GracesClient.PostAsync(scene.Conversation, "reply", parent: parent.Id);
        await scene.GracesClient.ReactAsync(scene.Conversation, parent.Id, "👍");
        await scene.AdasClient.EditAsync(scene.Conversation, parent.Id, "secret, edited");
        var rev = await scene.AdasClient.DeleteAsync(scene.Conversation, parent.Id);
        var tombstone = await scene.GracesClient.MessageAsync(scene.Conversation, parent.Id, rev);
        Assert.Equal("createdAt deletedAt deletedBy id kind replyCount rev seq", tombstone.Names());
        Assert.Equal(("author", "text", 1, WireTime.Text(parent.At)), (tombstone.Text("deletedBy"), tombstone.Text("kind"), tombstone.Number("seq"), tombstone.Text("createdAt")));
        rev = await scene.GracesClient.DeleteAsync(scene.Conversation, reply.Id);
        Assert.Equal("createdAt deletedAt deletedBy id kind parentId rev seq", (await scene.GracesClient.MessageAsync(scene.Conversation, reply.Id, rev)).Names());
        var page = await scene.GetAsync(scene.Grace, "/messages");
        Assert.DoesNotContain("secret", page.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(page["mine"]);
        Assert.Empty((await scene.GetAsync(scene.Grace, $"/messages/{parent.Id}/reactions"))["items"]!.AsArray());
    }

    [Theory, OverBothProtocols]
    public async Task Deleting_again_is_fine_and_changes_nothing(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var posted = await scene.GracesClient.PostAsync(scene.Conversation, "one");
        Assert.Equal(2, await scene.GracesClient.DeleteAsync(scene.Conversation, posted.Id));
        Assert.Equal(2, await scene.GracesClient.DeleteAsync(scene.Conversation, posted.Id));
        Assert.Equal(2, await scene.AdasClient.DeleteAsync(scene.Conversation, posted.Id));
        Assert.Equal("author", (await scene.GetAsync(scene.Ada, $"/messages/{posted.Id}"))["message"]!.Text("deletedBy"));
        Assert.Equal(2, (await server.HeadAsync(scene.Conversation)).Rev);
    }

    [Fact]
    public async Task Authors_hosts_of_the_circle_and_moderators_who_take_part_delete()
    {
        await using var scene = await Scene.CircleAsync(server, Wire.Json, "Ada", "Grace", "Mod");
        var mod = scene.People[2];
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("PATCH", $"/api/v1/members/{mod.Id}", new { role = "moderator" }, server.Administrator)).Status);
        var byHost = await scene.GracesClient.PostAsync(scene.Conversation, "one");
        var byModerator = await scene.AdasClient.PostAsync(scene.Conversation, "two");
        Assert.Equal(ErrorCodes.AuthForbidden, await CodeAsync(scene.GracesClient, byModerator.Id));
        await scene.AdasClient.DeleteAsync(scene.Conversation, byHost.Id);
        await scene.Clients[2].DeleteAsync(scene.Conversation, byModerator.Id);
        foreach (var id in new[] { byHost.Id, byModerator.Id })
        {
            Assert.Equal("moderator", (await scene.GetAsync(scene.Ada, $"/messages/{id}"))["message"]!.Text("deletedBy"));
        }

        async Task<string?> CodeAsync(HubClient by, MessageId id) => (await by.CallAsync("Delete", new { conversationId = scene.Conversation, id })).Code;
    }

    [Fact]
    public async Task A_rooms_creator_and_a_moderator_elsewhere_delete_nothing_of_others()
    {
        var people = await server.AddAsync("creator", "Grace", "Mod");
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("PATCH", $"/api/v1/members/{people[2].Id}", new { role = "moderator" }, server.Administrator)).Status);
        var room = await server.RoomAsync(people[0], people[1]);
        await using var scene = await Scene.OfAsync(server, Wire.Json, room, people);
        var posted = await scene.GracesClient.PostAsync(room, "one");
        Assert.Equal(ErrorCodes.AuthForbidden, (await scene.Clients[0].CallAsync("Delete", new { conversationId = room, id = posted.Id })).Code);
        Assert.Equal(ErrorCodes.NotFound, (await scene.Clients[2].CallAsync("Delete", new { conversationId = room, id = posted.Id })).Code);
    }

    [Theory, OverBothProtocols]
    public async Task Nothing_more_happens_to_a_tombstone(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        await scene.AdasClient.DeleteAsync(scene.Conversation, posted.Id);
        HubAnswer[] answers =
        [
            await scene.GracesClient.CallAsync("React", new { conversationId = scene.Conversation, id = posted.Id, emoji = "👍", on = true }),
            await scene.GracesClient.CallAsync("Post", new { conversationId = scene.Conversation, id = HubClient.NewId(), text = "reply", parentId = posted.Id }),
            await scene.AdasClient.CallAsync("Edit", new { conversationId = scene.Conversation, id = posted.Id, text = "two" }),
        ];
        Assert.All(answers, a => Assert.Equal(ErrorCodes.MessageDeleted, a.Code));
    }
}
