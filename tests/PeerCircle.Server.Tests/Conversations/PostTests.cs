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
        await using var scene = await Scene.CircleAsync(server, wire);
        var id = HubClient.NewId();
        var answer = await scene.AdasClient.CallAsync("Post", new { conversationId = scene.Conversation, id, text = "  Hello\r\nyou \u200b" });
        Assert.Equal("at id rev seq", answer.Value.Names());
        Assert.Equal((id.ToString(), 1, 1), (answer.Value.Text("id"), answer.Value.Number("seq"), answer.Value.Number("rev")));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", answer.Value.Text("at"));
        foreach (var client in scene.Clients)
        {
            var push = await client.Pushes.FindAsync("Changes");
            Assert.Equal("conversationId epoch from messages to", push.Names());
            Assert.Equal((scene.Conversation.ToString(), 0, 1), (push.Text("conversationId"), push.Number("from"), push.Number("to")));
            var expected = new JsonObject
            {
                ["id"] = id.ToString(),
                ["seq"] = 1,
                ["rev"] = 1,
                ["kind"] = "text",
                ["authorId"] = scene.Ada.Id.ToString(),
                ["text"] = "Hello\nyou",
                ["createdAt"] = answer.Value.Text("at"),
            };
            Assert.True(JsonNode.DeepEquals(expected, Assert.Single(push["messages"]!.AsArray())), push.ToJsonString());
        }
    }

    [Theory, OverBothProtocols]
    public async Task A_repeated_post_is_answered_by_the_first_receipt_whatever_was_edited_or_deleted_since(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        await scene.GracesClient.PostAsync(scene.Conversation, "before");
        var id = HubClient.NewId();
        var first = await scene.AdasClient.PostAsync(scene.Conversation, "one", id);
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(first, await scene.AdasClient.PostAsync(scene.Conversation, " one ", id));
        await scene.AdasClient.EditAsync(scene.Conversation, id, "two");
        Assert.Equal(first, await scene.AdasClient.PostAsync(scene.Conversation, "one", id));
        await scene.AdasClient.DeleteAsync(scene.Conversation, id);
        Assert.Equal(first, await scene.AdasClient.PostAsync(scene.Conversation, "one", id));
        Assert.Equal((4, 2), ((await server.HeadAsync(scene.Conversation)).Rev, (await server.HeadAsync(scene.Conversation)).Seq));
    }

    [Fact]
    public async Task Eight_at_once_with_one_id_make_one_message_and_get_one_receipt()
    {
        await using var scene = await Scene.CircleAsync(server);
        await using var other = await server.ConnectAsync(scene.Ada, Wire.Pack);
        var id = HubClient.NewId();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? scene.AdasClient : other).PostAsync(scene.Conversation, "once", id)));
        Assert.Single(receipts.Distinct());
        Assert.Equal((1, 1), ((await server.HeadAsync(scene.Conversation)).Rev, (await server.HeadAsync(scene.Conversation)).Seq));
    }

    [Theory, OverBothProtocols]
    public async Task An_id_is_refused_for_another_author_text_or_parent_and_shows_nothing_of_the_message(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var parent = await scene.AdasClient.PostAsync(scene.Conversation, "parent");
        var id = (await scene.AdasClient.PostAsync(scene.Conversation, "hers alone")).Id;
        HubAnswer[] answers =
        [
            await scene.GracesClient.CallAsync("Post", new { conversationId = scene.Conversation, id, text = "hers alone" }),
            await scene.AdasClient.CallAsync("Post", new { conversationId = scene.Conversation, id, text = "another" }),
            await scene.AdasClient.CallAsync("Post", new { conversationId = scene.Conversation, id, text = "hers alone", parentId = parent.Id }),
        ];
        Assert.All(answers, a => Assert.Equal(ErrorCodes.MessageIdTaken, a.Code));
        Assert.Single(answers.Select(a => a.Reply.ToJsonString()).Distinct());
        Assert.DoesNotContain("hers", answers[0].Reply.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_id_may_be_used_in_another_conversation()
    {
        await using var scene = await Scene.CircleAsync(server);
        var elsewhere = await server.CircleAsync(scene.Grace);
        var id = HubClient.NewId();
        await scene.AdasClient.PostAsync(scene.Conversation, "here", id);
        Assert.Equal(1, (await scene.GracesClient.PostAsync(elsewhere, "there", id)).Seq);
    }

    [Theory, OverBothProtocols]
    public async Task Posts_of_one_connection_are_numbered_in_the_order_sent(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        await Task.WhenAll(scene.GracesClient.PostAsync(scene.Conversation, "between"), scene.GracesClient.PostAsync(scene.Conversation, "between"));
        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => scene.AdasClient.PostAsync(scene.Conversation, $"{i}")));
        Assert.Equal(Enumerable.Range(3, 50).Select(i => (long)i), receipts.Select(r => r.Seq));
    }

    [Fact]
    public async Task Pushes_of_a_conversation_come_in_order_and_leave_no_gap()
    {
        await using var scene = await Scene.CircleAsync(server);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var posted = await scene.Clients[i % 2].PostAsync(scene.Conversation, $"{i}");
            await scene.Clients[(i + 1) % 2].ReactAsync(scene.Conversation, posted.Id, "👍");
        }));
        await scene.SettleAsync();
        var head = (await server.HeadAsync(scene.Conversation)).Rev;
        foreach (var client in scene.Clients)
        {
            await client.Pushes.FindAsync("Changes", p => p.Number("to") == head);
            var upTo = 0L;
            foreach (var push in client.Pushes.Named("Changes"))
            {
                Assert.True(push.Number("from") <= upTo, "A gap.");
                var revs = push["messages"]!.AsArray().Select(m => m!.Number("rev")).ToList();
                Assert.Equal(revs.Order(), revs);
                Assert.All(revs, r => Assert.InRange(r!.Value, push.Number("from")!.Value + 1, push.Number("to")!.Value));
                upTo = Math.Max(upTo, push.Number("to")!.Value);
            }
            Assert.Equal(head, upTo);
        }
    }

    [Theory, OverBothProtocols]
    public async Task A_reply_names_its_parent_and_counts_on_it(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var parent = await scene.AdasClient.PostAsync(scene.Conversation, "question");
        var reply = await scene.GracesClient.PostAsync(scene.Conversation, "answer", parent: parent.Id);
        Assert.Equal((2, 2), (reply.Seq, reply.Rev));
        var push = await scene.AdasClient.Pushes.FindAsync("Changes", p => p.Number("from") == 1);
        Assert.Equal(3, push.Number("to"));
        var shown = push["messages"]!.AsArray().Select(m => (m!.Text("id"), m!.Text("parentId"), m!.Number("replyCount"))).ToList();
        Assert.Equal([(reply.Id.ToString(), parent.Id.ToString(), null), (parent.Id.ToString(), null, 1)], shown);
        await scene.AdasClient.PostAsync(scene.Conversation, "another", parent: parent.Id);
        var before = await scene.AdasClient.MessageAsync(scene.Conversation, parent.Id, rev: 5);
        Assert.Equal(2, before.Number("replyCount"));
        await scene.GracesClient.DeleteAsync(scene.Conversation, reply.Id);
        Assert.Equal(1, (await scene.AdasClient.MessageAsync(scene.Conversation, parent.Id, rev: 6)).Number("replyCount"));
    }

    [Theory, OverBothProtocols]
    public async Task Those_who_are_named_and_take_part_are_mentioned_in_order(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var stranger = await server.AddAsync("stranger");
        var (ada, grace) = (scene.Ada.Id.ToString(), scene.Grace.Id.ToString());
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, $"<@{grace.ToUpperInvariant()}> <@{stranger.Id}> <@{ada}> <@{grace}> <@nobody>");
        var message = await scene.GracesClient.MessageAsync(scene.Conversation, posted.Id);
        Assert.Equal([grace, ada], message["mentions"]!.AsArray().Select(m => m!.GetValue<string>()));
        var rev = await scene.AdasClient.EditAsync(scene.Conversation, posted.Id, "nobody");
        Assert.Null((await scene.GracesClient.MessageAsync(scene.Conversation, posted.Id, rev))["mentions"]);
    }

    [Fact]
    public async Task The_longest_message_of_six_byte_characters_fits_a_frame()
    {
        await using var scene = await Scene.CircleAsync(server);
        Assert.Equal(1, (await scene.AdasClient.PostAsync(scene.Conversation, new string('"', 8_000))).Seq);
        var tooLong = await scene.AdasClient.CallAsync("Post", new { conversationId = scene.Conversation, id = HubClient.NewId(), text = new string('x', 8_001) });
        Assert.Equal(ErrorCodes.MessageTooLong, tooLong.Code);
    }

    [Fact]
    public async Task Times_never_run_backwards()
    {
        await using var own = await ChatServer.StartAsync();
        await using var scene = await Scene.CircleAsync(own);
        own.Clock.Advance(TimeSpan.FromHours(1));
        var first = await scene.AdasClient.PostAsync(scene.Conversation, "later");
        own.Clock.Advance(TimeSpan.FromHours(-1));
        Assert.Equal(first.At, (await scene.AdasClient.PostAsync(scene.Conversation, "earlier")).At);
    }
}
