using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>The wins feed: everyone takes part without joining.</summary>
public sealed class WinsTests
{
    [Theory, OverBothProtocols]
    public async Task Everyone_reads_replies_and_reacts_and_nobody_posts_plainly(Wire wire)
    {
        await using var server = await ChatServer.StartAsync();
        var people = await server.AddAsync("Ada", "Grace");
        await using var scene = await Scene.OfAsync(server, wire, ConversationIds.Wins, people);
        var plain = await scene.AdasClient.CallAsync("Post", new { conversationId = scene.Conversation, id = HubClient.NewId(), text = "look at me" });
        Assert.Equal(ErrorCodes.ConversationReadOnly, plain.Code);
        Assert.Equal((403, ErrorCodes.ConversationReadOnly), (await scene.CallAsync(scene.Ada, "POST", "/messages", new { id = HubClient.NewId(), text = "look at me" })).Refused);
        await server.AnnounceAsync(scene.Conversation, "a win");
        var push = await scene.GracesClient.Pushes.FindAsync("Changes");
        var win = new MessageId(Guid.Parse(push["messages"]![0]!.Text("id")!));
        await scene.AdasClient.ReactAsync(scene.Conversation, win, "🎉");
        var reply = await scene.AdasClient.PostAsync(scene.Conversation, $"Well done <@{people[1].Id}> <@{Guid.CreateVersion7()}>", parent: win);
        var shown = await scene.GracesClient.MessageAsync(scene.Conversation, reply.Id);
        Assert.Equal([people[1].Id.ToString()], shown["mentions"]!.AsArray().Select(m => m!.GetValue<string>()));
        Assert.Equal(ErrorCodes.AuthForbidden, (await scene.GracesClient.CallAsync("Edit", new { conversationId = scene.Conversation, id = reply.Id, text = "x" })).Code);
        await scene.AdasClient.DeleteAsync(scene.Conversation, reply.Id);
    }

    [Theory, OverBothProtocols]
    public async Task A_read_position_is_kept_from_the_first_time_it_moves(Wire wire)
    {
        await using var server = await ChatServer.StartAsync();
        var wins = ConversationIds.Wins;
        await server.AnnounceAsync(wins, "before them");
        var person = await server.AddAsync("Ada");
        await using var client = await server.ConnectAsync(person, wire);
        await using var phone = await server.ConnectAsync(person, wire);
        await server.AnnounceAsync(wins, "a win");
        var facts = await server.GetAsync(person, $"/api/v1/conversations/{wins}");
        Assert.Equal((1, 2), (facts.Number("readSeq"), facts.Number("seq")));
        Assert.Equal(new ReadReceipt(2, 0), await client.MarkReadAsync(wins, 2));
        Assert.Equal(2, (await phone.Pushes.FindAsync("ReadMoved")).Number("seq"));
        await server.AnnounceAsync(wins, "another win");
        Assert.Equal(new ReadReceipt(2, 0), await client.MarkReadAsync(wins, 0));
        Assert.Equal(new ReadReceipt(3, 0), await phone.MarkReadAsync(wins, 3));
        Assert.Equal(3, (await server.GetAsync(person, $"/api/v1/conversations/{wins}")).Number("readSeq"));
        Assert.Equal("none", (await server.CallAsync("PATCH", $"/api/v1/conversations/{wins}", new { notify = "none" }, person)).Text("notify"));
        await server.AnnounceAsync(wins, "still delivered");
        await client.Pushes.FindAsync("Changes", p => p.Number("to") == 4);
    }
}
