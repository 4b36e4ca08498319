using System.Diagnostics;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Tests.Circles;
using Xunit;

namespace PeerCircle.Core.Tests.Conversations;

/// <summary>What lanes promise, on a real store.</summary>
public sealed class LaneTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_writers_on_two_nodes_give_dense_numbers_and_one_message_each()
    {
        const int Each = 64;
        await using var scene = await LaneScene.OpenAsync();
        Writer[] nodes = [scene.NewWriter(), scene.NewWriter()];
        var who = await nodes[0].AdmitAsync(scene.Ana);
        var receipts = await Task.WhenAll(nodes.SelectMany(node => Enumerable.Range(0, Each).Select(n => PostUntilTakenAsync(node, who, $"{n}"))));

        var messages = await scene.MessagesAsync();
        Assert.Equal(Enumerable.Range(1, 2 * Each).Select(n => (long)n), messages.Select(m => m.Seq));
        Assert.Equal(Enumerable.Range(1, 2 * Each).Select(n => (long)n), messages.Select(m => m.Rev).Order());
        Assert.Equal(receipts.Select(r => r.Id).Order(Ids), messages.Select(m => m.Id).Order(Ids));
        Assert.All(receipts, r => Assert.Equal(r, messages.Single(m => m.Id == r.Id).Receipt()));
        Assert.True(messages.Zip(messages.Skip(1)).All(p => p.First.CreatedAt <= p.Second.CreatedAt));
    }

    [Fact]
    public async Task Pushes_of_a_node_are_contiguous_and_hold_what_was_committed()
    {
        await using var scene = await LaneScene.OpenAsync();
        var node = scene.NewWriter();
        var who = await node.AdmitAsync(scene.Ana);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => node.PostAsync(who, NewId(), $"{n}")));

        Assert.Equal(0, node.Pushed.First().From);
        Assert.Equal(40, node.Pushed.Last().To);
        Assert.True(node.Pushed.Zip(node.Pushed.Skip(1)).All(p => p.First.To == p.Second.From));
        Assert.Equal(40, node.Pushed.Sum(p => p.Messages.Count));
    }

    [Fact]
    public async Task Posts_are_numbered_in_the_order_of_the_calls()
    {
        await using var scene = await LaneScene.OpenAsync();
        var node = scene.NewWriter();
        var who = await node.AdmitAsync(scene.Ana);
        var posts = Enumerable.Range(0, 200).Select(n => node.PostAsync(who, NewId(), $"{n}")).ToList();
        var receipts = (await Task.WhenAll(posts)).Select(Node.Value).ToList();
        Assert.Equal(receipts.Select(r => r.Seq).Order(), receipts.Select(r => r.Seq));
    }

    [Fact]
    public async Task A_hundred_reactions_at_once_are_few_changes_and_an_exact_count()
    {
        await using var scene = await LaneScene.OpenAsync();
        var node = scene.NewWriter();
        var members = new List<MemberId>();
        for (var n = 0; n < 100; n++) members.Add(await scene.World.AddMemberAsync($"Member {n}"));
        await node.ApplyAsync(new ConversationStep(scene.Conversation) { Seats = [.. members.Select(m => new SeatChange(m, Present: true))] });
        var ana = await node.AdmitAsync(scene.Ana);
        var id = NewId();
        Node.Value(await node.PostAsync(ana, id, "We did it"));
        var before = await scene.HeadAsync();
        var admitted = await Task.WhenAll(members.Select(node.AdmitAsync));

        await Task.WhenAll(admitted.Select(m => node.ReactAsync(m, id, "🎉", on: true)));

        var tally = Assert.Single((await scene.MessagesAsync()).Single().Reactions);
        Assert.Equal((100, 20), (tally.Count, tally.Sample.Count));
        Assert.InRange((await scene.HeadAsync()).Rev - before.Rev, 1, 50);

        await Task.WhenAll(admitted.Where(m => tally.Sample.Contains(m.Member)).Select(m => node.ReactAsync(m, id, "🎉", on: false)));
        var left = Assert.Single((await scene.MessagesAsync()).Single().Reactions);
        Assert.Equal((80, 20), (left.Count, left.Sample.Count));
        Assert.Empty(left.Sample.Intersect(tally.Sample));
        var rows = await scene.World.Store.Conversations.ReadReactionsAsync(scene.Conversation, id, "🎉", 0, 200, Cancel);
        Assert.Equal(rows.Take(20).Select(r => r.Member), left.Sample);
    }

    /// <summary>As many as wait at once in a network of ten thousand, until all have cheered.</summary>
    [Fact]
    public async Task Ten_thousand_members_who_cheer_are_counted_exactly()
    {
        await using var scene = await LaneScene.OpenAsync();
        var node = scene.NewWriter();
        var members = Enumerable.Range(0, 10_000).Select(_ => new MemberId(Guid.CreateVersion7())).ToList();
        foreach (var some in members.Chunk(500)) await node.ApplyAsync(new ConversationStep(scene.Conversation) { Seats = [.. some.Select(m => new SeatChange(m, Present: true))] });
        var id = NewId();
        Node.Value(await node.PostAsync(await node.AdmitAsync(scene.Ana), id, "We did it"));
        var admitted = await Task.WhenAll(members.Select(node.AdmitAsync));
        var before = await scene.HeadAsync();

        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(admitted, new ParallelOptions { MaxDegreeOfParallelism = 200, CancellationToken = Cancel }, async (m, _) => Node.Value(await node.ReactAsync(m, id, "🎉", on: true)));
        watch.Stop();

        var tally = Assert.Single((await scene.MessagesAsync()).Single().Reactions);
        var rows = await scene.World.Store.Conversations.ReadReactionsAsync(scene.Conversation, id, "🎉", 0, 20_000, Cancel);
        var commits = (await scene.HeadAsync()).Rev - before.Rev;
        Assert.Equal((10_000, 10_000), (tally.Count, rows.Select(r => r.Member).Distinct().Count()));
        Assert.Equal(rows.Take(20).Select(r => r.Member), tally.Sample);
        Assert.InRange(commits, 10_000 / LaneQueue.MostOperations, 500);
        TestContext.Current.SendDiagnosticMessage($"{10_000 / watch.Elapsed.TotalSeconds:F0} cheers/s in {commits} commits.");
    }

    [Theory]
    [InlineData(FailureKind.Doubt)]
    [InlineData(FailureKind.Outage)]
    public async Task A_post_whose_commit_had_no_answer_is_there_once_and_pushed(FailureKind kind)
    {
        await using var scene = await LaneScene.OpenAsync();
        var node = scene.NewWriter(new FailingStore(scene.World.Store, failAt: 1, kind));
        var who = await node.AdmitAsync(scene.Ana);
        var id = NewId();
        var receipt = await PostUntilTakenAsync(node, who, "Once", id);

        Assert.Equal(receipt, Assert.Single(await scene.MessagesAsync()).Receipt());
        Assert.Equal(receipt, Node.Value(await node.PostAsync(who, id, "Once")));
        Assert.Contains(node.Pushed, p => p.Messages.Any(m => m.Id == id));
    }

    [Fact]
    public async Task More_than_a_lane_holds_is_refused_as_busy_and_the_rest_is_kept()
    {
        await using var scene = await LaneScene.OpenAsync();
        var store = new WaitingStore(scene.World.Store);
        var node = scene.NewWriter(store);
        var who = await node.AdmitAsync(scene.Ana);
        var text = new string('x', 8_000);
        var posts = Enumerable.Range(0, 400).Select(_ => node.PostAsync(who, NewId(), text)).ToList();
        store.LetCommit();
        var outcomes = await Task.WhenAll(posts);

        Assert.Contains(outcomes, o => o.Refusal is { Code: ErrorCodes.ConversationBusy, Retryable: true });
        Assert.Equal(outcomes.Count(o => o.Refusal is null), (await scene.MessagesAsync()).Count);
    }

    [Fact]
    public async Task The_same_post_later_is_answered_as_the_first_beside_new_ones()
    {
        await using var scene = await LaneScene.OpenAsync();
        var node = scene.NewWriter();
        var (ana, ben) = (await node.AdmitAsync(scene.Ana), await node.AdmitAsync(scene.Ben));
        var id = NewId();
        var first = Node.Value(await node.PostAsync(ana, id, "Once"));
        Node.Value(await node.PostAsync(ana, NewId(), "Then"));

        Task<Outcome<PostReceipt>>[] posts = [node.PostAsync(ana, NewId(), "Before"), node.PostAsync(ana, id, "Once"), node.PostAsync(ben, id, "Once"), node.PostAsync(ana, NewId(), "After")];
        var outcomes = await Task.WhenAll(posts);
        Assert.Equal(first, Node.Value(outcomes[1]));
        Assert.Equal(ErrorCodes.MessageIdTaken, outcomes[2].Refusal?.Code);
        Assert.Equal(["Once", "Then", "Before", "After"], (await scene.MessagesAsync()).Select(m => m.Text));
    }

    [Fact]
    public async Task The_same_reply_later_is_answered_as_the_first_though_its_parent_is_gone()
    {
        await using var scene = await LaneScene.OpenAsync();
        var node = scene.NewWriter();
        var who = await node.AdmitAsync(scene.Ana);
        var (parent, id) = (NewId(), NewId());
        Node.Value(await node.PostAsync(who, parent, "A question"));
        var first = Node.Value(await node.PostAsync(who, id, "An answer", parent));
        Node.Value(await node.DeleteAsync(who, parent));

        Assert.Equal(first, Node.Value(await node.PostAsync(who, id, "An answer", parent)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_busy_node_commits_in_few_conversations_at_once_and_what_waits_meanwhile_together()
    {
        await using var scene = await LaneScene.OpenAsync();
        var store = new WaitingStore(scene.World.Store);
        var node = scene.NewWriter(store);
        var talks = await TalksAsync(scene, node, ConversationLanes.MostAtOnce + 1);

        var posts = talks.Take(ConversationLanes.MostAtOnce).Select(talk => node.PostAsync(talk, NewId(), "First")).ToList();
        while (store.Waiting < ConversationLanes.MostAtOnce) await Task.Delay(1, TestContext.Current.CancellationToken);
        for (var n = 0; n < 10; n++) posts.Add(node.PostAsync(talks[ConversationLanes.MostAtOnce], NewId(), $"{n}"));
        store.LetCommit();
        foreach (var outcome in await Task.WhenAll(posts)) Node.Value(outcome);

        Assert.Equal(10, Assert.Single(node.Pushed, p => p.ConversationId == talks[ConversationLanes.MostAtOnce].Conversation).Messages.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Commits_that_do_not_end_hold_up_no_other_conversation_for_long()
    {
        await using var scene = await LaneScene.OpenAsync();
        var store = new WaitingStore(scene.World.Store);
        var node = scene.NewWriter(store);
        var talks = await TalksAsync(scene, node, ConversationLanes.MostAtOnce + 1);

        var posts = talks.Select(talk => node.PostAsync(talk, NewId(), "First")).ToList();
        while (store.Waiting < talks.Count) await Task.Delay(1, TestContext.Current.CancellationToken);
        store.LetCommit();
        foreach (var outcome in await Task.WhenAll(posts)) Node.Value(outcome);
    }

    private static Comparer<MessageId> Ids { get; } = Comparer<MessageId>.Create((a, b) => a.Value.CompareTo(b.Value));

    private static MessageId NewId() => new(Guid.CreateVersion7());

    private static async Task<List<Participant>> TalksAsync(LaneScene scene, Writer node, int count)
    {
        var talks = new List<Participant>();
        for (var n = 0; n < count; n++) talks.Add(await node.AdmitAsync(scene.Ana, await scene.OpenDirectAsync(scene.Ana, await scene.World.AddMemberAsync($"Member {n}"))));
        return talks;
    }

    private static async Task<PostReceipt> PostUntilTakenAsync(Writer node, Participant who, string text, MessageId? id = null)
    {
        var same = id ?? NewId();
        while (true)
        {
            if ((await node.PostAsync(who, same, text)).TryGet(out var receipt, out var refusal)) return receipt;
            Assert.True(refusal.Retryable, refusal.Message);
        }
    }
}
