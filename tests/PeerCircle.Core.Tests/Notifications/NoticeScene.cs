using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Notifications;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Tests.Circles;
using PeerCircle.Core.Tests.Goals;
using Xunit;

namespace PeerCircle.Core.Tests.Notifications;

/// <summary>Ana hosts a circle with Ben and Cem in it, in which she said something and reached a goal; and she has a direct with Ben.</summary>
internal sealed class NoticeScene : IAsyncDisposable
{
    private NoticeScene(World world, MovedClock clock) => (World, Clock) = (world, clock);

    public World World { get; }

    public MovedClock Clock { get; }

    public MemberId Ana { get; private set; }

    public MemberId Ben { get; private set; }

    public MemberId Cem { get; private set; }

    public CircleId Circle { get; } = new(Guid.CreateVersion7());

    public ConversationId Talk => ConversationIds.OfCircle(Circle);

    public ConversationId Direct { get; private set; }

    /// <summary>What Ana said in the circle.</summary>
    public MessageId Said { get; } = new(Guid.CreateVersion7());

    /// <summary>Ana's celebration in the circle.</summary>
    public MessageId Celebration { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<NoticeScene> SetAsync()
    {
        var clock = new MovedClock(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        var scene = new NoticeScene(await World.OpenAsync(clock), clock);
        var node = scene.World.NewNode();
        (scene.Ana, scene.Ben, scene.Cem) = (await scene.World.AddMemberAsync("Ana"), await scene.World.AddMemberAsync("Ben"), await scene.World.AddMemberAsync("Cem"));
        Node.Value(await node.Circles.CreateAsync(scene.Ana, new CircleBody("Founders", "", scene.Circle), Cancel));
        var token = (await node.InviteAsync(scene.Ana, scene.Circle)).Token;
        Node.Value(await node.Invites.AcceptAsync(scene.Ben, token, Cancel));
        Node.Value(await node.Invites.AcceptAsync(scene.Cem, token, Cancel));
        scene.Direct = Node.Value(await node.Directs.OpenAsync(scene.Ana, scene.Ben, () => null, Cancel)).ConversationId;
        await scene.PostAsync(node, scene.Ana, "Who has raised prices?", id: scene.Said);
        await scene.CelebrateAsync(node);
        return scene;
    }

    public async Task<MessageId> PostAsync(Node node, MemberId author, string text, ConversationId? to = null, MessageId? parent = null, MessageId? id = null)
    {
        var message = id ?? new MessageId(Guid.CreateVersion7());
        Node.Value(await node.Acts.PostAsync(await AdmitAsync(node, author, to ?? Talk), message, text, parent));
        return message;
    }

    public async Task CheerAsync(Node node, MemberId by, string emoji = "🎉") => Node.Value(await node.Acts.ReactAsync(await AdmitAsync(node, by, Talk), Celebration, emoji, on: true));

    public static async Task MarkReadAsync(Node node, MemberId reader, ConversationId conversation) => Node.Value(await node.Acts.MarkReadAsync(await AdmitAsync(node, reader, conversation), long.MaxValue, Cancel));

    public async Task NotifyAsync(Node node, MemberId reader, NotifyLevel level) => Node.Value(await node.Acts.NotifyAsync(await AdmitAsync(node, reader, Talk), level, Cancel));

    public static async Task<Participant> AdmitAsync(Node node, MemberId member, ConversationId conversation) => Node.Value(await node.Access.FindAsync(member, conversation, Cancel));

    public async Task TellAsync(Node node)
    {
        foreach (var id in new[] { Talk, Direct })
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await node.Notices.TellAsync(id, Cancel);
        }
    }

    /// <summary>What a server does that finds what others left.</summary>
    public async Task TellLeftAsync(Node node)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var id in await node.Notices.ListLeftAsync(Cancel)) await node.Notices.TellAsync(id, Cancel);
        Assert.Empty(await node.Notices.ListLeftAsync(Cancel));
    }

    /// <summary>What a member was told, the earliest first; what is read in brackets.</summary>
    public async Task<IReadOnlyList<string>> InboxAsync(MemberId member)
    {
        var page = await World.Store.Documents.ListAsync(InboxItem.Type, new DocumentQuery([new IndexMatch(InboxItem.MemberIndex, member.ToString())], 1_000), Cancel);
        return [.. page.Items.Select(i => i.Value).Select(i => i.ReadAt is null ? i.Reason : $"({i.Reason})")];
    }

    public async Task<string> DescribeAsync() =>
        string.Join("\n", await Task.WhenAll(new[] { Ana, Ben, Cem }.Select(async m => string.Join("\n", (await InboxAsync(m)).Order(StringComparer.Ordinal)))));

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private async Task CelebrateAsync(Node node)
    {
        var body = new GoalBody("Write", new MeasureBody(MeasureKind.Done), [], new DateOnly(2027, 1, 1), new Cadence(CadenceEvery.Week), new ShareBody([Circle], [], false), new GoalId(Guid.CreateVersion7()));
        var goal = Node.Value(await node.Goals.CreateAsync(Ana, body, Cancel)).Id;
        Node.Value(await node.Goals.AchieveAsync(Ana, goal, new AchieveBody([Circle], false), Cancel));
        var messages = await World.Store.Conversations.ReadMessagesAsync(Talk, 1, long.MaxValue, 100, newest: false, null, Cancel);
        Celebration = messages.Single(m => m.Kind == MessageKind.Celebration).Id;
    }
}
