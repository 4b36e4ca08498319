using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Circles;

/// <summary>Live connections follow who takes part, before the answer to what changed it.</summary>
public sealed class LiveSeats
{
    [Fact]
    public async Task A_connection_follows_its_member_into_a_circle_and_out_of_it()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        var circle = await ana.MakeCircleAsync();
        var invite = await ana.InviteAsync(circle);
        await using var live = await LiveClient.ConnectAsync(server, ben);

        await ben.AcceptAsync(invite);
        var told = await live.NextAsync<ConversationChanged>();
        Assert.Equal((circle.ConversationId, "Founders", circle.Id), (told.Conversation.Id, told.Conversation.Title, told.Conversation.CircleId));
        await PostAsync(ana, circle.ConversationId, "Welcome");
        while ((await live.NextAsync<Changes>()).Messages.All(m => m.Text != "Welcome"))
        {
        }

        await ana.SendAsync("DELETE", $"/circles/{circle.Id}/members/{ben.Id}");
        Assert.Equal(circle.ConversationId, (await live.NextAsync<ConversationRemoved>()).ConversationId);
        await PostAsync(ana, circle.ConversationId, "Among ourselves");
        var other = await ana.MakeCircleAsync();
        await ben.AcceptAsync(await ana.InviteAsync(other));
        await PostAsync(ana, other.ConversationId, "Welcome again");
        for (var changes = await live.NextAsync<Changes>(); changes.Messages.All(m => m.Text != "Welcome again"); changes = await live.NextAsync<Changes>())
        {
            Assert.DoesNotContain(changes.Messages, m => m.Text == "Among ourselves");
        }
    }

    [Fact]
    public async Task A_new_direct_comes_to_both()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        await using var live = await LiveClient.ConnectAsync(server, ben);
        var direct = (await ana.SendAsync("POST", "/direct", new Contracts.Direct.DirectBody(ben.Id))).Read<Contracts.Direct.DirectFacts>();
        var told = await live.NextAsync<ConversationChanged>();
        Assert.Equal((direct.ConversationId, "Ana", ana.Id), (told.Conversation.Id, told.Conversation.Title, told.Conversation.MemberId));
    }

    private static async Task PostAsync(Person who, ConversationId conversation, string text) =>
        Assert.Equal(200, (await who.SendAsync("POST", $"/conversations/{conversation}/messages", new PostBody(new MessageId(Guid.CreateVersion7()), text))).Status);
}
