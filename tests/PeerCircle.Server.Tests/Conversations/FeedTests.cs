using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations;
using PeerCircle.Server.Conversations.Feeds;
using PeerCircle.Server.Conversations.Mailboxes;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>What this node's connections are pushed of a conversation in which other nodes write too.</summary>
[Collection(nameof(Chat))]
public sealed class FeedTests(ChatServer server) : IDisposable
{
    private readonly OtherNode _other = new(server);

    [Theory, OverBothProtocols]
    public async Task What_comes_ahead_of_its_turn_is_pushed_in_its_turn(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var made = await _other.CommitAsync(scene.Conversation, 6);
        _other.Arrive(made[2], made[1], made[0], made[0], made[5], made[3], made[4]);
        await ComesWithoutGapAsync(scene, made[^1].To);
        await scene.SettleAsync();
        Assert.Equal(6, scene.GracesClient.Pushes.Named("Changes").SelectMany(p => p["messages"]!.AsArray()).Count(IsFromElsewhere));
    }

    [Fact]
    public async Task What_did_not_arrive_is_read_from_the_store_when_something_follows()
    {
        await using var scene = await Scene.CircleAsync(server);
        var made = await _other.CommitAsync(scene.Conversation, 40);
        _other.Arrive(made[0], made[^1]);
        await ComesWithoutGapAsync(scene, made[^1].To);
    }

    [Fact]
    public async Task Of_what_this_node_writes_itself_nothing_before_it_is_missing_either()
    {
        await using var scene = await Scene.CircleAsync(server);
        await _other.CommitAsync(scene.Conversation, 3);
        var mine = await scene.AdasClient.PostAsync(scene.Conversation, "mine");
        await ComesWithoutGapAsync(scene, mine.Rev);
    }

    [Fact]
    public async Task What_did_not_arrive_is_found_by_comparing_when_nothing_follows()
    {
        await using var scene = await Scene.CircleAsync(server);
        var made = await _other.CommitAsync(scene.Conversation, 3);
        await CompareAsync();
        await ComesWithoutGapAsync(scene, made[^1].To);
        var seen = scene.GracesClient.Pushes.All.Count;
        await CompareAsync();
        await scene.SettleAsync();
        Assert.Equal(seen + 1, scene.GracesClient.Pushes.All.Count);
    }

    [Fact]
    public async Task Too_much_to_push_is_left_to_each_client_to_ask_for()
    {
        await using var scene = await Scene.CircleAsync(server);
        var made = await _other.CommitAsync(scene.Conversation, 1_300);
        await CompareAsync();
        var behind = await scene.GracesClient.Pushes.FindAsync("Behind");
        Assert.Equal((scene.Conversation.ToString(), made[^1].To), (behind.Text("conversationId"), behind.Number("rev")));
        _other.Arrive(made[^1], (await _other.CommitAsync(scene.Conversation, 1))[0]);
        await scene.GracesClient.Pushes.FindAsync("Changes", p => p.Number("from") == made[^1].To);
        Assert.InRange(scene.GracesClient.Pushes.Named("Changes").Sum(p => p["messages"]!.AsArray().Count(IsFromElsewhere)), 1, 1_299);
    }

    [Fact]
    public async Task Many_that_did_not_arrive_are_read_in_several_turns()
    {
        await using var scene = await Scene.CircleAsync(server);
        var made = await _other.CommitAsync(scene.Conversation, 700);
        await CompareAsync();
        await ComesWithoutGapAsync(scene, made[^1].To);
        Assert.Empty(scene.GracesClient.Pushes.Named("Behind"));
    }

    [Fact]
    public async Task Who_was_pushed_what_the_store_does_not_have_is_told_to_ask()
    {
        await using var scene = await Scene.CircleAsync(server);
        var made = (await _other.CommitAsync(scene.Conversation, 1))[0];
        _other.Arrive(made, made with { From = made.To, To = made.To + 1_000 });
        await scene.GracesClient.Pushes.FindAsync("Changes", p => p.Number("to") == made.To + 1_000);
        await CompareAsync();
        Assert.Equal(made.To, (await scene.GracesClient.Pushes.FindAsync("Behind")).Number("rev"));
        var next = (await _other.CommitAsync(scene.Conversation, 1))[0];
        _other.Arrive(next);
        await scene.GracesClient.Pushes.FindAsync("Changes", p => p.Number("to") == next.To);
    }

    [Fact]
    public async Task A_new_name_that_did_not_arrive_is_told_when_it_is_read()
    {
        await using var scene = await Scene.CircleAsync(server);
        await _other.RenameAsync(scene.Conversation);
        await CompareAsync();
        await scene.GracesClient.Pushes.FindAsync("ConversationChanged");
    }

    [Fact]
    public async Task Who_joins_a_conversation_is_pushed_what_this_node_had_not_heard_of()
    {
        await using var scene = await Scene.CircleAsync(server);
        var late = await server.AddAsync("Joan");
        await using var client = await server.ConnectAsync(late);
        await server.SeatAsync(scene.Conversation, late, present: true);
        await client.Pushes.FindAsync("ConversationChanged");
        var made = await _other.CommitAsync(scene.Conversation, 1);
        await CompareAsync();
        await client.Pushes.FindAsync("Changes", p => p.Number("to") == made[0].To && p.Number("from") == made[0].From);
    }

    [Fact]
    public async Task What_is_of_another_history_is_not_pushed()
    {
        await using var scene = await Scene.CircleAsync(server);
        var made = await _other.CommitAsync(scene.Conversation, 1);
        _other.Arrive(made[0] with { Epoch = "another" });
        _other.Arrive(made);
        await scene.SettleAsync();
        Assert.DoesNotContain(scene.GracesClient.Pushes.Named("Changes"), p => p.Text("epoch") == "another");
    }

    [Fact]
    public async Task The_first_push_goes_out_at_once_and_what_comes_while_it_rests_goes_together()
    {
        var time = new FakeTimeProvider();
        var (manager, id) = (new MailboxLifetimeManager(time), new ConversationId(Guid.CreateVersion7()));
        using var viewer = new PipedConnection();
        await manager.OnConnectedAsync(viewer.Context);
        await manager.AddToGroupAsync(viewer.Context.ConnectionId, HubGroups.Of(id), TestContext.Current.CancellationToken);
        var feed = new ConversationFeed(id, manager, server.Services.GetRequiredService<GapReader>(), _ => { }, time, NullLogger.Instance);

        feed.Publish(Change(0));
        Assert.Equal((0, 1), Range(Assert.Single(await viewer.ReadAsync(1))));
        for (var rev = 1; rev < 30; rev++) feed.Publish(Change(rev));
        var next = viewer.ReadAsync(1);
        var rested = TimeSpan.Zero;
        for (; !next.IsCompleted; await Task.Yield(), rested += TimeSpan.FromMilliseconds(1)) time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((1, 30), Range(Assert.Single(await next)));
        Assert.True(rested >= TimeSpan.FromMilliseconds(25), $"rested {rested}");

        Changes Change(long from) => new(id, "e", from, from + 1, []);
    }

    public void Dispose() => _other.Dispose();

    private static (long, long) Range((string Method, object Push) push) => Assert.IsType<Changes>(push.Push) is var changes ? (changes.From, changes.To) : default;

    private static bool IsFromElsewhere(JsonNode? message) => message?.Text("text")?.StartsWith("from elsewhere", StringComparison.Ordinal) is true;

    private Task CompareAsync() => server.Services.GetRequiredService<ConversationFeeds>().CompareAsync(TestContext.Current.CancellationToken);

    /// <summary>Both are pushed everything up to there, each rev as soon as all before it.</summary>
    private static async Task ComesWithoutGapAsync(Scene scene, long upTo)
    {
        foreach (var client in scene.Clients)
        {
            await client.Pushes.FindAsync("Changes", p => p.Number("to") >= upTo);
            var pushes = client.Pushes.Named("Changes").Where(p => p.Text("conversationId") == scene.Conversation.ToString()).ToList();
            Assert.All(pushes.Zip(pushes.Skip(1)), two => Assert.InRange(two.Second.Number("from")!.Value, 0, two.First.Number("to")!.Value));
            // Until somebody looks, the circle had its own first changes.
            var revs = pushes.SelectMany(p => p["messages"]!.AsArray()).Select(m => m!.Number("rev")!.Value).Distinct().Order().ToList();
            Assert.Equal(Enumerable.Range((int)(upTo - revs.Count + 1), revs.Count).Select(n => (long)n), revs);
        }
    }
}
