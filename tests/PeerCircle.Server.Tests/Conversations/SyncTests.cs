using System.Text;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

[Collection(nameof(Chat))]
public sealed class SyncTests(ChatServer server)
{
    [Theory, OverBothProtocols]
    public async Task What_changed_comes_and_what_is_unchanged_or_not_ones_own_is_left_out(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var quiet = await server.CircleAsync(scene.Grace);
        var foreign = await server.CircleAsync(scene.Ada);
        await scene.AdasClient.PostAsync(foreign, "not hers");
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        var epoch = (await scene.GetAsync(scene.Grace)).Text("epoch");
        var answer = await scene.GracesClient.CallAsync("Sync", new
        {
            cursors = new object[]
            {
                new { conversationId = quiet, rev = 0, epoch }, new { conversationId = scene.Conversation, rev = 0, epoch },
                new { conversationId = foreign, rev = 0 }, new { conversationId = ConversationId.From(Guid.CreateVersion7()), rev = 0 },
            },
        });
        var changed = Assert.Single(answer.Value["conversations"]!.AsArray())!;
        Assert.Equal("complete conversationId epoch messages reset to", changed.Names());
        Assert.Equal((scene.Conversation.ToString(), 1, posted.Id.ToString()), (changed.Text("conversationId"), changed.Number("to"), changed["messages"]![0]!.Text("id")));
        Assert.Empty((await scene.GracesClient.SyncAsync(new SyncCursor(scene.Conversation, 1, epoch), new SyncCursor(quiet, 0))).Conversations);
        Assert.Empty((await scene.GracesClient.SyncAsync()).Conversations);
    }

    [Theory, OverBothProtocols]
    public async Task Another_epoch_and_a_rev_beyond_the_head_start_over(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        await HistoryTests.PostAsync(scene, 2);
        foreach (var cursor in new[] { new SyncCursor(scene.Conversation, 2, "another"), new SyncCursor(scene.Conversation, 3) })
        {
            var changed = Assert.Single((await scene.GracesClient.SyncAsync(cursor)).Conversations);
            Assert.Equal((2, 0, true, true), (changed.To, changed.Messages.Count, changed.Complete, changed.Reset));
        }
    }

    [Theory, OverBothProtocols]
    public async Task Of_a_conversation_come_sixty_four_messages_at_once(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        await HistoryTests.PostAsync(scene, 100);
        var first = Assert.Single((await scene.GracesClient.SyncAsync(new SyncCursor(scene.Conversation, 0))).Conversations);
        Assert.Equal((64, 64, false, false), (first.Messages.Count, first.To, first.Complete, first.Reset));
        var rest = Assert.Single((await scene.GracesClient.SyncAsync(new SyncCursor(scene.Conversation, first.To))).Conversations);
        Assert.Equal((36, 100, true), (rest.Messages.Count, rest.To, rest.Complete));
        var all = Assert.Single((await scene.GracesClient.SyncAsync(new SyncCursor(scene.Conversation, 36))).Conversations);
        Assert.Equal((64, 100, true), (all.Messages.Count, all.To, all.Complete));
    }

    [Fact]
    public async Task Of_all_together_come_256_KB_and_what_no_longer_fits_is_asked_for_again()
    {
        await using var scene = await Scene.CircleAsync(server);
        var large = new string('é', 8_000);
        var conversations = new List<ConversationId>();
        for (var i = 0; i < 3; i++)
        {
            var conversation = await server.CircleAsync([.. scene.People]);
            conversations.Add(conversation);
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => scene.AdasClient.PostAsync(conversation, large)));
        }
        var cursors = conversations.ToDictionary(c => c, _ => 0L);
        var rounds = 0;
        while (true)
        {
            var answer = await scene.GracesClient.CallAsync("Sync", new { cursors = cursors.Select(c => new SyncCursor(c.Key, c.Value)) });
            var bytes = answer.Value["conversations"]!.AsArray().SelectMany(c => c!["messages"]!.AsArray()).Sum(m => Encoding.UTF8.GetByteCount(m!.ToJsonString(Unescaped)));
            Assert.InRange(bytes, 0, 256 * 1024);
            var changed = answer.As<SyncAnswer>().Conversations;
            foreach (var one in changed)
            {
                if (one.Messages.Count == 0 && !one.Complete) Assert.Equal(cursors[one.ConversationId], one.To);
                cursors[one.ConversationId] = one.To;
            }
            if (changed.Count == 0) break;
            Assert.Contains(changed, c => c.Messages.Count > 0);
            Assert.InRange(++rounds, 1, 3);
        }
        Assert.All(cursors.Values, rev => Assert.Equal(10, rev));
    }

    internal static readonly System.Text.Json.JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
