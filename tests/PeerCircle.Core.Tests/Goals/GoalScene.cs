using System.Globalization;
using System.Text;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Notifications;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Tests.Circles;
using Xunit;

namespace PeerCircle.Core.Tests.Goals;

/// <summary>Three members, two circles, and goals of one of them: one that goes on, one just achieved, one with a check-in that was missed two days ago.</summary>
internal sealed class GoalScene : IAsyncDisposable
{
    private GoalScene(World world, MovedClock clock) => (World, Clock) = (world, clock);

    public World World { get; }

    public MovedClock Clock { get; }

    public MemberId Ana { get; private set; }

    public MemberId Ben { get; private set; }

    public MemberId Cem { get; private set; }

    public CircleId Founders { get; private set; }

    public CircleId Writers { get; private set; }

    public GoalId Goal { get; private set; }

    public GoalId Achieved { get; private set; }

    public GoalId Missed { get; private set; }

    public ChangeId Change { get; private set; }

    public GoalId NewGoal { get; } = new(Guid.CreateVersion7());

    public CheckInId CheckIn { get; } = new(Guid.CreateVersion7());

    public DateOnly Soon => Today.AddDays(7);

    public DateOnly Later => Today.AddDays(200);

    private DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<GoalScene> SetAsync()
    {
        var clock = new MovedClock(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        var scene = new GoalScene(await World.OpenAsync(clock), clock);
        var node = scene.World.NewNode();
        (scene.Ana, scene.Ben, scene.Cem) = (await scene.World.AddMemberAsync("Ana"), await scene.World.AddMemberAsync("Ben"), await scene.World.AddMemberAsync("Cem"));
        await node.Lanes.ApplyAsync(new ConversationStep(ConversationIds.Wins) { Create = new NewConversation(ConversationKind.Wins) }, Cancel);
        scene.Founders = await scene.MakeCircleAsync(node);
        scene.Writers = await scene.MakeCircleAsync(node);
        scene.Missed = Node.Value(await node.Goals.CreateAsync(scene.Ana, scene.Plan(new GoalId(Guid.CreateVersion7())), Cancel)).Id;
        clock.Advance(TimeSpan.FromDays(10));
        await node.Times.PassAsync(Cancel);
        scene.Goal = Node.Value(await node.Goals.CreateAsync(scene.Ana, scene.Plan(new GoalId(Guid.CreateVersion7())), Cancel)).Id;
        Node.Value(await node.Talks.WitnessAsync(scene.Ben, scene.Goal, true, Cancel));
        scene.Change = Node.Value(await node.Goals.EditAsync(scene.Ana, scene.Goal, new GoalPatch(TargetOn: scene.Today.AddDays(99), Reason: "Slow"), Cancel)).Changes[0].Id;
        scene.Achieved = Node.Value(await node.Goals.CreateAsync(scene.Ana, scene.Plan(new GoalId(Guid.CreateVersion7())), Cancel)).Id;
        Node.Value(await node.Goals.AchieveAsync(scene.Ana, scene.Achieved, new AchieveBody([scene.Founders], true), Cancel));
        return scene;
    }

    public GoalBody Plan(GoalId id) =>
        new("Write", new MeasureBody(MeasureKind.Done), [], Today.AddDays(90), new Cadence(CadenceEvery.Week), new ShareBody([Founders], [], false), id);

    public async Task<IReadOnlyList<Card>> CardsAsync(ConversationId conversation) =>
        [.. (await World.Store.Conversations.ReadMessagesAsync(conversation, 1, long.MaxValue, 1_000, newest: false, null, Cancel)).Select(m => m.Card).OfType<Card>()];

    /// <summary>What somebody was told, the earliest first.</summary>
    public async Task<List<string>> InboxAsync(MemberId member)
    {
        var page = await World.Store.Documents.ListAsync(InboxItem.Type, new DocumentQuery([new IndexMatch(InboxItem.MemberIndex, member.ToString())], 1_000), Cancel);
        return [.. page.Items.Select(i => $"{i.Value.Kind}: {i.Value.Reason} {i.Value.Source.Split(':')[1]}")];
    }

    /// <summary>Everything that anybody can see, but for times and for ids that come of chance.</summary>
    public async Task<string> DescribeAsync()
    {
        var text = new StringBuilder();
        foreach (var conversation in new[] { ConversationIds.OfCircle(Founders), ConversationIds.OfCircle(Writers), ConversationIds.Wins })
        {
            foreach (var message in await World.Store.Conversations.ReadMessagesAsync(conversation, 1, long.MaxValue, 1_000, newest: false, null, Cancel))
            {
                text.Append(CultureInfo.InvariantCulture, $"{message.Seq} {message.Kind} {NameOf(message.AuthorId)} {message.Text} {message.Card?.Type} {NameOf(message.Card?.GoalId)} {message.Card?.State} {message.DeletedBy} {message.ParentId is not null}\n");
            }
        }
        foreach (var id in new[] { Goal, Achieved, Missed, NewGoal })
        {
            if (await World.Store.Documents.FindAsync(Core.Goals.Goal.Type, id.Value, Cancel) is not { Value: var goal }) continue;
            text.Append(CultureInfo.InvariantCulture, $"{NameOf(id)} {goal.State} {goal.TargetOn} {goal.Share.CircleIds.Count} {goal.Share.Network} {goal.CheckIns.Count} {goal.Changes.Count} {goal.Changes.Count(c => c.Question is not null)} {goal.Pauses.Count} {goal.Learned} {goal.Achievement?.Number} {goal.Missed?.IsNudged} {goal.Witnesses.Count} pending {goal.Pending.Count}\n");
        }
        foreach (var member in new[] { Ana, Ben, Cem })
        {
            foreach (var told in (await InboxAsync(member)).Order()) text.Append(CultureInfo.InvariantCulture, $"{NameOf(member)} {Named(told)}\n");
        }
        return text.ToString();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private string Named(string text) => new[] { Goal, Achieved, Missed, NewGoal }.Aggregate(text, (t, id) => t.Replace(id.ToString(), NameOf(id), StringComparison.Ordinal));

    private string NameOf(MemberId? member) => member == Ana ? "Ana" : member == Ben ? "Ben" : member == Cem ? "Cem" : "";

    private string NameOf(GoalId? goal) => goal == Goal ? "goal" : goal == Achieved ? "achieved" : goal == Missed ? "missed" : goal == NewGoal ? "new" : "";

    private async Task<CircleId> MakeCircleAsync(Node node)
    {
        var circle = Node.Value(await node.Circles.CreateAsync(Ben, new CircleBody("Circle", "", new CircleId(Guid.CreateVersion7())), Cancel)).Id;
        var token = (await node.InviteAsync(Ben, circle)).Token;
        Node.Value(await node.Invites.AcceptAsync(Ana, token, Cancel));
        Node.Value(await node.Invites.AcceptAsync(Cem, token, Cancel));
        return circle;
    }
}
