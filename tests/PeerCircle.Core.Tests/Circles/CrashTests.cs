using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Circles;
using PeerCircle.Core.Conversations;
using Xunit;

namespace PeerCircle.Core.Tests.Circles;

/// <summary>
/// Every flow is stopped at each of its writes; then a fresh server settles what is pending, and the client asks again, as one that
/// got no answer does. What comes out is what one undisturbed request makes, and in between nothing is ever half done.
/// </summary>
public sealed class CrashTests
{
    /// <summary>More writes than any flow has.</summary>
    private const int MostWrites = 12;

    private static readonly Dictionary<string, Func<Node, Scene, Task>> Flows = new()
    {
        ["create"] = (n, s) => n.Circles.CreateAsync(s.Ana, new CircleBody("New", "", s.NewCircle), Cancel),
        ["join"] = (n, s) => n.Invites.AcceptAsync(s.Cem, s.Token, Cancel),
        ["leave"] = (n, s) => n.Circles.RemoveAsync(s.Ben, s.Circle, s.Ben, Cancel),
        ["leave as the last host"] = (n, s) => n.Circles.RemoveAsync(s.Ana, s.Circle, s.Ana, Cancel),
        ["remove"] = (n, s) => n.Circles.RemoveAsync(s.Ana, s.Circle, s.Ben, Cancel),
        ["rename"] = (n, s) => n.Circles.EditAsync(s.Ana, s.Circle, new CirclePatch("Makers"), Cancel),
        ["set a role"] = (n, s) => n.Circles.SetRoleAsync(s.Ana, s.Circle, s.Ben, ParticipantRole.Host, Cancel),
        ["make a room"] = (n, s) => n.Rooms.CreateAsync(s.Ana, new RoomBody("New", "", [], s.NewRoom), Cancel),
        ["rename a room"] = (n, s) => n.Rooms.EditAsync(s.Ana, s.Room, new RoomPatch("Hiring"), Cancel),
        ["join a room"] = (n, s) => n.Rooms.JoinAsync(s.Ben, s.Room, Cancel),
        ["leave a room"] = (n, s) => n.Rooms.LeaveAsync(s.Ana, s.Room, Cancel),
        ["open a direct"] = (n, s) => n.Directs.OpenAsync(s.Ana, s.Ben, () => null, Cancel),
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
            await using var world = await World.OpenAsync();
            var scene = await Scene.SetAsync(world);
            var failing = new FailingStore(world.Store, write, kind);
            await FailingStore.TryAsync(() => Flows[flow](world.NewNode(failing), scene));
            if (!failing.Failed)
            {
                Assert.True(write > 1, "The flow writes nothing.");
                break;
            }
            var fresh = world.NewNode();
            await SettleAllAsync(fresh);
            var settled = await scene.DescribeAsync();
            Assert.True(settled == before || settled == after, $"Write {write} left it half done: {settled}");
            await Flows[flow](fresh, scene);
            Assert.Equal(after, await scene.DescribeAsync());
        }
    }

    [Fact]
    public async Task Servers_that_settle_at_once_apply_each_step_once()
    {
        const string Flow = "leave as the last host";
        var (_, after) = await UndisturbedAsync(Flow);
        await using var world = await World.OpenAsync();
        var scene = await Scene.SetAsync(world);
        await FailingStore.TryAsync(() => Flows[Flow](world.NewNode(new FailingStore(world.Store, 1, FailureKind.Crash)), scene));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SettleAllAsync(world.NewNode())));
        Assert.Equal(after, await scene.DescribeAsync());
    }

    [Fact]
    public async Task A_removed_member_who_is_told_so_has_no_part_left_even_when_the_first_try_died()
    {
        await using var world = await World.OpenAsync();
        var scene = await Scene.SetAsync(world);
        await FailingStore.TryAsync(() => Flows["remove"](world.NewNode(new FailingStore(world.Store, 1, FailureKind.Crash)), scene));
        var again = await world.NewNode().Circles.RemoveAsync(scene.Ana, scene.Circle, scene.Ben, Cancel);
        Assert.Equal(ErrorCodes.NotFound, again.Refusal?.Code);
        Assert.Equal([(scene.Ana, ParticipantRole.Host)], await world.ParticipantsAsync(ConversationIds.OfCircle(scene.Circle)));
    }

    [Fact]
    public async Task A_creation_applied_again_later_brings_nobody_back()
    {
        await using var world = await World.OpenAsync();
        var scene = await Scene.SetAsync(world);
        await FailingStore.TryAsync(() => Flows["create"](world.NewNode(new FailingStore(world.Store, 1, FailureKind.Crash)), scene));
        var stale = await world.Store.Documents.FindAsync(Circle.Type, scene.NewCircle.Value, Cancel);
        Assert.NotNull(stale);
        var node = world.NewNode();
        await SettleAllAsync(node);
        Node.Value(await node.Circles.RemoveAsync(scene.Ana, scene.NewCircle, scene.Ana, Cancel));
        Node.Value(await world.NewNode().Lanes.ApplyAsync(stale.Value.ToStep(Assert.Single(stale.Value.Pending), _ => ""), Cancel));
        Assert.Empty(await world.ParticipantsAsync(ConversationIds.OfCircle(scene.NewCircle)));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<(string Before, string After)> UndisturbedAsync(string flow)
    {
        await using var world = await World.OpenAsync();
        var scene = await Scene.SetAsync(world);
        var before = await scene.DescribeAsync();
        await Flows[flow](world.NewNode(), scene);
        return (before, await scene.DescribeAsync());
    }

    private static async Task SettleAllAsync(Node node)
    {
        var (circles, _) = await node.OwnedCircles.ListPendingAsync(TimeSpan.Zero, null, Cancel);
        foreach (var id in circles) Node.Value(await node.OwnedCircles.SettleAsync(id, Cancel));
        var (rooms, _) = await node.OwnedRooms.ListPendingAsync(TimeSpan.Zero, null, Cancel);
        foreach (var id in rooms) Node.Value(await node.OwnedRooms.SettleAsync(id, Cancel));
    }
}
