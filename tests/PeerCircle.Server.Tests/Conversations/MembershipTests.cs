using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

[Collection(nameof(Chat))]
public sealed class MembershipTests(ChatServer server)
{
    [Theory, OverBothProtocols]
    public async Task The_first_answer_proves_the_subscription(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        for (var i = 0; i < 10; i++)
        {
            await using var late = await server.ConnectAsync(scene.Grace, wire);
            var posted = await scene.AdasClient.PostAsync(scene.Conversation, $"{i}");
            await late.MessageAsync(scene.Conversation, posted.Id);
        }
    }

    [Theory, OverBothProtocols]
    public async Task Who_joins_is_told_once_subscribed_and_who_leaves_hears_nothing_more(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var person = await server.AddAsync("Newcomer");
        await using var newcomer = await server.ConnectAsync(person, wire);
        await scene.AdasClient.PostAsync(scene.Conversation, "before");
        await server.SeatAsync(scene.Conversation, person, present: true);
        var facts = (await newcomer.Pushes.FindAsync("ConversationChanged"))["conversation"]!;
        Assert.Equal("circleId epoch id kind last notify readSeq rev seq title unread version", facts.Names());
        Assert.Equal((scene.Conversation.ToString(), "circle", "all", 1, 1, 1, 0), (facts.Text("id"), facts.Text("kind"), facts.Text("notify"), facts.Number("version"), facts.Number("rev"), facts.Number("readSeq"), facts.Number("unread")));
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "with them");
        await newcomer.MessageAsync(scene.Conversation, posted.Id);
        await newcomer.PostAsync(scene.Conversation, "hello");

        await server.SeatAsync(scene.Conversation, person, present: false);
        var removed = await newcomer.Pushes.FindAsync("ConversationRemoved");
        Assert.Equal($$"""{"conversationId":"{{scene.Conversation}}","version":2}""", removed.ToJsonString());
        Assert.Equal(ErrorCodes.NotFound, (await newcomer.CallAsync("Post", new { conversationId = scene.Conversation, id = HubClient.NewId(), text = "still?" })).Code);
        Assert.Empty((await newcomer.SyncAsync(new SyncCursor(scene.Conversation, 0))).Conversations);
        var without = await scene.AdasClient.PostAsync(scene.Conversation, "without them");
        await scene.GracesClient.MessageAsync(scene.Conversation, without.Id);

        await server.SeatAsync(scene.Conversation, person, present: true);
        facts = (await newcomer.Pushes.FindAsync("ConversationChanged", p => p["conversation"]!.Number("version") == 3))["conversation"]!;
        Assert.Equal(facts.Number("seq"), facts.Number("readSeq"));
        Assert.DoesNotContain(newcomer.Pushes.Named("Changes"), p => p.ToJsonString().Contains("without them", StringComparison.Ordinal));
        posted = await scene.AdasClient.PostAsync(scene.Conversation, "again");
        await newcomer.MessageAsync(scene.Conversation, posted.Id);
    }

    [Fact]
    public async Task Nobody_posts_after_having_been_removed_however_much_is_in_flight()
    {
        await using var scene = await Scene.CircleAsync(server);
        var posts = Enumerable.Range(0, 100).Select(i => scene.GracesClient.CallAsync("Post", new { conversationId = scene.Conversation, id = HubClient.NewId(), text = $"{i}" })).ToList();
        await server.SeatAsync(scene.Conversation, scene.Grace, present: false);
        var head = await server.HeadAsync(scene.Conversation);
        var answers = await Task.WhenAll(posts);
        Assert.All(answers, a => Assert.True(a.Ok || a.Code == ErrorCodes.NotFound, a.Reply.ToJsonString()));
        Assert.Equal(head.Seq, answers.Count(a => a.Ok));
        Assert.Equal(head, await server.HeadAsync(scene.Conversation));
    }

    [Theory, OverBothProtocols]
    public async Task The_end_of_a_session_is_told_and_closes_its_connections_and_no_others(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        Assert.Equal(204, (int)(await server.CallAsync("DELETE", "/api/v1/sessions/current", by: scene.Grace)).Status);
        Assert.Equal("""{"reason":"ended"}""", (await scene.GracesClient.Pushes.FindAsync("SessionEnded")).ToJsonString());
        await scene.GracesClient.Closed;
        await scene.AdasClient.PostAsync(scene.Conversation, "still here");
        Assert.Single(scene.GracesClient.Pushes.Named("SessionEnded"));
    }

    [Fact]
    public async Task A_new_name_is_told_to_those_who_take_part_with_nothing_else_that_is_theirs()
    {
        var people = await server.AddAsync("Ada", "Grace");
        var made = await server.CallAsync("POST", "/api/v1/circles", new { name = "Before", purpose = "" }, people[0]);
        var conversation = new ConversationId(Guid.Parse(made.Text("conversationId")));
        await using var scene = await Scene.OfAsync(server, Wire.Pack, conversation, people);
        Assert.Equal(200, (int)(await server.CallAsync("PATCH", $"/api/v1/circles/{made.Text("id")}", new { name = "After" }, scene.Ada)).Status);
        var facts = (await scene.AdasClient.Pushes.FindAsync("ConversationChanged"))["conversation"]!;
        Assert.Equal("circleId epoch id kind rev seq title version", facts.Names());
        Assert.Equal(("After", 1), (facts.Text("title"), facts.Number("version")));
        await scene.AdasClient.PostAsync(conversation, "fence");
        Assert.Empty(scene.GracesClient.Pushes.All);
    }

    [Fact]
    public async Task A_history_that_was_replaced_is_read_anew()
    {
        await using var own = await ChatServer.StartAsync();
        await using var scene = await Scene.CircleAsync(own);
        var before = await scene.AdasClient.PostAsync(scene.Conversation, "before");
        var epoch = (await scene.GetAsync(scene.Ada)).Text("epoch");
        own.ReplaceHistory();
        foreach (var client in scene.Clients) Assert.Equal("{}", (await client.Pushes.FindAsync("Resync")).ToJsonString());
        var after = await scene.AdasClient.PostAsync(scene.Conversation, "after");
        Assert.Equal(before.Seq + 1, after.Seq);
        var push = await scene.GracesClient.Pushes.FindAsync("Changes", p => p.Number("to") == after.Rev);
        Assert.Equal(epoch, push.Text("epoch"));
    }
}
