using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Tests.Circles;
using Xunit;

namespace PeerCircle.Core.Tests.Notifications;

/// <summary>
/// What concerns somebody is said by a server that is stopped at each of its writes; then another finds what is left, and whoever got no answer asks again. Everyone is told once.
/// </summary>
public sealed class NoticeCrashTests
{
    private const int MostWrites = 12;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly MessageId Posted = new(Guid.CreateVersion7());

    private static readonly Dictionary<string, Func<Node, NoticeScene, Task>> Flows = new()
    {
        ["mention"] = async (n, s) => await n.Acts.PostAsync(await NoticeScene.AdmitAsync(n, s.Ana, s.Talk), Posted, $"<@{s.Ben}> <@{s.Cem}>", null),
        ["reply"] = async (n, s) => await n.Acts.PostAsync(await NoticeScene.AdmitAsync(n, s.Ben, s.Talk), Posted, "I have", s.Said),
        ["direct"] = async (n, s) => await n.Acts.PostAsync(await NoticeScene.AdmitAsync(n, s.Ana, s.Direct), Posted, "Thanks", null),
        ["cheer"] = async (n, s) => await n.Acts.ReactAsync(await NoticeScene.AdmitAsync(n, s.Ben, s.Talk), s.Celebration, "🎉", on: true),
        ["remove"] = (n, s) => n.Circles.RemoveAsync(s.Ana, s.Circle, s.Ben, Cancel),
    };

    public static TheoryData<string, FailureKind> Stops() => FailureKinds.Of(Flows.Keys);

    [Theory]
    [MemberData(nameof(Stops))]
    public async Task Everyone_is_told_once_wherever_it_stops(string flow, FailureKind kind)
    {
        var expected = await UndisturbedAsync(flow);
        for (var write = 1; ; write++)
        {
            Assert.True(write <= MostWrites, "The flow has more writes than expected.");
            await using var scene = await NoticeScene.SetAsync();
            var failing = new FailingStore(scene.World.Store, write, kind);
            var doomed = scene.World.NewNode(failing);
            await FailingStore.TryAsync(() => Flows[flow](doomed, scene));
            await FailingStore.TryAsync(() => scene.TellAsync(doomed));
            if (!failing.Failed)
            {
                Assert.True(write > 2, "The flow writes less than it must.");
                return;
            }
            var fresh = scene.World.NewNode();
            await Flows[flow](fresh, scene);
            await scene.TellLeftAsync(fresh);
            Assert.Equal(expected, await scene.DescribeAsync());
        }
    }

    private static async Task<string> UndisturbedAsync(string flow)
    {
        await using var scene = await NoticeScene.SetAsync();
        var before = await scene.DescribeAsync();
        var node = scene.World.NewNode();
        await Flows[flow](node, scene);
        await scene.TellAsync(node);
        var after = await scene.DescribeAsync();
        Assert.NotEqual(before, after);
        return after;
    }
}
