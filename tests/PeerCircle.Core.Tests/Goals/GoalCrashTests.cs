using PeerCircle.Contracts.Goals;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Tests.Circles;
using Xunit;

namespace PeerCircle.Core.Tests.Goals;

/// <summary>
/// What spans several documents is stopped at each of its writes; then a fresh server settles what is pending, and whoever asked asks again. What comes out is what one
/// undisturbed try makes: every card and every notification once.
/// </summary>
public sealed class GoalCrashTests
{
    private const int MostWrites = 16;

    private static readonly Dictionary<string, Func<Node, GoalScene, Task>> Flows = new()
    {
        ["create"] = (n, s) => n.Goals.CreateAsync(s.Ana, s.Plan(s.NewGoal), Cancel),
        ["check in"] = (n, s) => n.Goals.CheckInAsync(s.Ana, s.Goal, new CheckInBody(s.CheckIn, CheckInStatus.OnTrack, Note: "Well"), Cancel),
        ["move the date"] = (n, s) => n.Goals.EditAsync(s.Ana, s.Goal, new GoalPatch(TargetOn: s.Later, Reason: "Ill"), Cancel),
        ["share with another circle"] = (n, s) => n.Goals.EditAsync(s.Ana, s.Goal, new GoalPatch(Share: new ShareBody([s.Founders, s.Writers], [], true)), Cancel),
        ["achieve"] = (n, s) => n.Goals.AchieveAsync(s.Ana, s.Goal, new AchieveBody([s.Founders, s.Writers], true), Cancel),
        ["take it back"] = (n, s) => n.Goals.UndoAchieveAsync(s.Ana, s.Achieved, Cancel),
        ["pause"] = (n, s) => n.Goals.PauseAsync(s.Ana, s.Goal, s.Soon, Cancel),
        ["let go"] = (n, s) => n.Goals.LetGoAsync(s.Ana, s.Goal, new LetGoBody("Enough"), Cancel),
        ["walk"] = (n, s) => n.Goals.WalkAsync(s.Ben, s.Goal, s.NewGoal, Cancel),
        ["ask"] = (n, s) => n.Talks.AskAsync(s.Ben, s.Goal, s.Change, "Why?", Cancel),
        ["witness"] = (n, s) => n.Talks.WitnessAsync(s.Cem, s.Goal, true, Cancel),
        ["nudge"] = (n, s) => n.Talks.NudgeAsync(s.Ben, s.Missed, s.Founders, "How is it?", Cancel),
        ["leave the circle"] = (n, s) => n.Circles.RemoveAsync(s.Ana, s.Founders, s.Ana, Cancel),
    };

    public static TheoryData<string, FailureKind> Stops() => FailureKinds.Of(Flows.Keys);

    [Theory]
    [MemberData(nameof(Stops))]
    public async Task A_flow_stopped_at_any_write_is_finished_exactly_once(string flow, FailureKind kind)
    {
        var (before, after) = await UndisturbedAsync(flow);
        Assert.NotEqual(before, after);
        for (var write = 1; ; write++)
        {
            Assert.True(write <= MostWrites, "The flow has more writes than expected.");
            await using var scene = await GoalScene.SetAsync();
            var failing = new FailingStore(scene.World.Store, write, kind);
            await FailingStore.TryAsync(() => Flows[flow](scene.World.NewNode(failing), scene));
            if (!failing.Failed)
            {
                Assert.True(write > 1, "The flow writes nothing.");
                break;
            }
            var fresh = scene.World.NewNode();
            await SettleAllAsync(fresh);
            var settled = await scene.DescribeAsync();
            Assert.True(settled == before || settled == after, $"Write {write} left it half done:\n{settled}\ninstead of\n{after}");
            await Flows[flow](fresh, scene);
            Assert.Equal(after, await scene.DescribeAsync());
        }
    }

    [Fact]
    public async Task Two_devices_on_two_servers_achieve_it_once()
    {
        await using var scene = await GoalScene.SetAsync();
        Node[] nodes = [scene.World.NewNode(), scene.World.NewNode()];
        var achieved = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => nodes[n % 2].Goals.AchieveAsync(scene.Ana, scene.Goal, new AchieveBody([scene.Founders], n % 2 == 0), Cancel)));
        Assert.All(achieved, a => Assert.Equal(GoalState.Achieved, Node.Value(a).State));
        Assert.Single(await scene.CardsAsync(ConversationIds.OfCircle(scene.Founders)), c => c.Type == "celebration" && c.GoalId == scene.Goal);
    }

    [Fact]
    public async Task Many_servers_that_let_time_pass_at_once_remind_once()
    {
        await using var scene = await GoalScene.SetAsync();
        var before = (await scene.InboxAsync(scene.Ana)).Count;
        scene.Clock.Advance(TimeSpan.FromDays(6.5));
        var nodes = Enumerable.Range(0, 8).Select(_ => scene.World.NewNode()).ToList();
        await Task.WhenAll(nodes.Select(n => n.Times.PassAsync(Cancel)));
        var told = (await scene.InboxAsync(scene.Ana))[before..];
        Assert.Equal(told.Distinct(), told);
        Assert.Contains(told, t => t.Contains("is due soon", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_due_while_no_server_ran_comes_without_a_burst()
    {
        await using var scene = await GoalScene.SetAsync();
        var before = (await scene.InboxAsync(scene.Ana)).Count;
        scene.Clock.Advance(TimeSpan.FromDays(60));
        await scene.World.NewNode().Times.PassAsync(Cancel);
        var told = (await scene.InboxAsync(scene.Ana))[before..];
        Assert.Equal(told.Count, told.Select(t => t[t.IndexOf('“', StringComparison.Ordinal)..]).Distinct().Count());
        Assert.Equal(0, await scene.World.NewNode().Times.PassAsync(Cancel));
    }

    [Fact]
    public async Task A_lease_is_one_node_s_and_goes_on_to_another_when_it_is_over()
    {
        await using var scene = await GoalScene.SetAsync();
        Leases[] nodes = [new(scene.World.Store.Documents, scene.Clock), new(scene.World.Store.Documents, scene.Clock)];
        var held = await Task.WhenAll(nodes.Select(n => n.TryHoldAsync("work", TimeSpan.FromSeconds(15), Cancel)));
        var (holder, other) = held[0] ? (nodes[0], nodes[1]) : (nodes[1], nodes[0]);
        Assert.Single(held, h => h);
        Assert.True(await holder.TryHoldAsync("work", TimeSpan.FromSeconds(15), Cancel));
        Assert.False(await other.TryHoldAsync("work", TimeSpan.FromSeconds(15), Cancel));
        scene.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.True(await other.TryHoldAsync("work", TimeSpan.FromSeconds(15), Cancel));
        Assert.False(await holder.TryHoldAsync("work", TimeSpan.FromSeconds(15), Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<(string Before, string After)> UndisturbedAsync(string flow)
    {
        await using var scene = await GoalScene.SetAsync();
        var before = await scene.DescribeAsync();
        await Flows[flow](scene.World.NewNode(), scene);
        return (before, await scene.DescribeAsync());
    }

    private static async Task SettleAllAsync(Node node)
    {
        var (circles, _) = await node.OwnedCircles.ListPendingAsync(TimeSpan.Zero, null, Cancel);
        foreach (var id in circles) Node.Value(await node.OwnedCircles.SettleAsync(id, Cancel));
        var (goals, _) = await node.OwnedGoals.ListPendingAsync(TimeSpan.Zero, null, Cancel);
        foreach (var id in goals) Node.Value(await node.OwnedGoals.SettleAsync(id, Cancel));
    }
}
