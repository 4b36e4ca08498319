using System.Globalization;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Notifications;
using PeerCircle.Core.Tests.Circles;
using PeerCircle.Core.Tests.Goals;
using Xunit;

namespace PeerCircle.Core.Tests.Notifications;

/// <summary>What comes in a member's quiet hours is kept, and told to their devices when those are over.</summary>
public sealed class QuietHoursTests : IAsyncLifetime
{
    private readonly MovedClock _clock = new(At("2026-11-02T21:59:00Z"));
    private World _world = null!;
    private MemberId _ben;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await World.OpenAsync(_clock);
        _ben = await _world.AddMemberAsync("Ben");
        await SetAsync(_ben, new QuietHours("23:00", "07:00"), "Europe/Berlin");
    }

    [Fact]
    public async Task What_came_in_them_is_told_when_they_end_once_by_any_number_of_servers()
    {
        Node[] nodes = [_world.NewNode(), _world.NewNode()];
        await AddAsync(nodes[0], "before");
        Assert.Equal(["before"], Told(nodes));

        _clock.Advance(TimeSpan.FromMinutes(1));
        await AddAsync(nodes[0], "one");
        await AddAsync(nodes[1], "two");
        await AddAsync(nodes[1], "two");
        await PassAtAsync("2026-11-03T05:59:59Z", nodes);
        Assert.Equal(["before"], Told(nodes));
        Assert.Equal(3, await UnreadAsync(nodes[0]));

        await PassAtAsync("2026-11-03T06:00:00Z", nodes);
        Assert.Equal(["before", "one", "two"], Told(nodes).Order(StringComparer.Ordinal));
        await PassAtAsync("2026-11-03T06:10:00Z", nodes);
        Assert.Equal(3, Told(nodes).Count);
        await AddAsync(nodes[0], "after");
        Assert.Equal("after", Told(nodes[..1])[^1]);
    }

    [Fact]
    public async Task What_was_read_in_them_is_not_told_at_their_end()
    {
        var node = _world.NewNode();
        await PassAtAsync("2026-11-03T01:00:00Z", node);
        await AddAsync(node, "one");
        await AddAsync(node, "two");
        var one = Node.Value(await node.Inbox.ListAsync(_ben, null, 10, Cancel)).Items.Single(i => i.Reason == "one");
        Node.Value(await node.Inbox.ReadAsync(_ben, [one.Id], Cancel));
        await PassAtAsync("2026-11-03T06:00:00Z", node);
        Assert.Equal(["two"], Told(node));
    }

    [Fact]
    public async Task Who_has_other_hours_by_then_is_told_at_the_end_of_those()
    {
        var node = _world.NewNode();
        await PassAtAsync("2026-11-03T01:00:00Z", node);
        await AddAsync(node, "one");
        await SetAsync(_ben, new QuietHours("23:00", "09:30"), "Europe/Berlin");
        await PassAtAsync("2026-11-03T06:00:00Z", node);
        await PassAtAsync("2026-11-03T08:29:59Z", node);
        Assert.Empty(Told(node));
        await PassAtAsync("2026-11-03T08:30:00Z", node);
        Assert.Equal(["one"], Told(node));
    }

    [Fact]
    public async Task Of_very_many_each_is_told_the_earliest_first()
    {
        var node = _world.NewNode();
        await PassAtAsync("2026-11-03T01:00:00Z", node);
        for (var n = 0; n < 250; n++)
        {
            await AddAsync(node, $"{n}");
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        await PassAtAsync("2026-11-03T06:00:00Z", node);
        Assert.Equal(Enumerable.Range(0, 250).Select(n => $"{n}"), Told(node));
        Assert.Equal(100, node.Devices.Unread);
    }

    [Fact]
    public async Task What_follows_after_the_hours_were_switched_off_is_told()
    {
        var node = _world.NewNode();
        var conversation = new ConversationId(Guid.CreateVersion7());
        await PassAtAsync("2026-11-03T01:00:00Z", node);
        await WriteAsync(1);
        await WriteAsync(2);
        Assert.Empty(Told(node));
        await SetAsync(_ben, new QuietHours("", ""), "Europe/Berlin");
        await WriteAsync(3);
        Assert.Equal(["wrote"], Told(node));
        await WriteAsync(4);
        await PassAtAsync("2026-11-03T06:00:00Z", node);
        Assert.Equal(["wrote"], Told(node));

        Task WriteAsync(long seq) =>
            node.Inbox.AddAsync([_ben], new InboxEntry($"{seq}", NotificationKind.Direct, "wrote", conversation, Seq: seq, IsOneUntilRead: true), Cancel);
    }

    [Fact]
    public async Task After_a_long_stop_each_is_told_once()
    {
        var others = new List<MemberId>();
        for (var n = 0; n < 250; n++)
        {
            others.Add(await _world.AddMemberAsync($"Member {n}"));
            await SetAsync(others[^1], new QuietHours("20:00", "08:00"), "UTC");
        }
        var (node, fresh) = (_world.NewNode(), _world.NewNode());
        await node.Inbox.AddAsync(others, new InboxEntry("night", NotificationKind.Celebration, "night"), Cancel);
        _clock.Advance(TimeSpan.FromDays(9) + TimeSpan.FromHours(12));
        await PassAsync(fresh);
        await PassAsync(fresh);
        Assert.Equal(others.Order(Ids), fresh.Devices.Told.Select(t => t.Member).Order(Ids));
    }

    [Theory]
    [InlineData(FailureKind.Doubt)]
    [InlineData(FailureKind.Outage)]
    public async Task Nothing_is_lost_nor_told_twice_wherever_it_stops(FailureKind kind)
    {
        for (var write = 1; write <= 6; write++)
        {
            var member = await _world.AddMemberAsync("Cem");
            await SetAsync(member, new QuietHours("00:00", "23:59"), "UTC");
            var (doomed, fresh) = (_world.NewNode(new FailingStore(_world.Store, write, kind)), _world.NewNode());
            await FailingStore.TryAsync(() => doomed.Inbox.AddAsync([member], Entry("one"), Cancel));
            await fresh.Inbox.AddAsync([member], Entry("one"), Cancel);
            await SetAsync(member, new QuietHours("", ""), "UTC");
            _clock.Advance(TimeSpan.FromDays(1));
            await FailingStore.TryAsync(() => PassAsync(doomed));
            await PassAsync(fresh);
            Assert.Equal(1, Node.Value(await fresh.Inbox.ListAsync(member, null, 10, Cancel)).Unread);
            Assert.InRange(Told(doomed, fresh).Count, 0, 1);
        }
    }

    [Theory]
    [InlineData("22:00", "07:00", "Europe/Berlin", "2026-11-02T20:59:59Z", null)]
    [InlineData("22:00", "07:00", "Europe/Berlin", "2026-11-02T21:00:00Z", "2026-11-03T06:00:00Z")]
    [InlineData("22:00", "07:00", "Europe/Berlin", "2026-11-03T05:59:59Z", "2026-11-03T06:00:00Z")]
    [InlineData("22:00", "07:00", "Europe/Berlin", "2026-11-03T06:00:00Z", null)]
    [InlineData("12:00", "13:30", "Asia/Kolkata", "2026-11-02T07:00:00Z", "2026-11-02T08:00:00Z")]
    [InlineData("22:00", "07:00", "Europe/Berlin", "2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z")]
    [InlineData("22:00", "07:00", "Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T06:00:00Z")]
    [InlineData("01:00", "02:30", "Europe/Berlin", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("01:00", "02:30", "Europe/Berlin", "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("01:00", "02:30", "Europe/Berlin", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z")]
    [InlineData("09:00", "09:00", "UTC", "2026-11-02T09:00:00Z", null)]
    public void They_end_by_the_members_own_clock(string from, string to, string zone, string now, string? end)
    {
        var member = new Member
        {
            Id = _ben,
            Email = "",
            EmailKey = "",
            DisplayName = "Ben",
            Role = MemberRole.Member,
            PasswordHash = "",
            CreatedAt = default,
            QuietHours = new QuietHours(from, to),
            TimeZone = zone,
        };
        Assert.Equal(end is null ? null : At(end), QuietTimes.EndOf(member, At(now)));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static Comparer<MemberId> Ids { get; } = Comparer<MemberId>.Create((a, b) => a.Value.CompareTo(b.Value));

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static InboxEntry Entry(string reason) => new(reason, NotificationKind.Mention, reason);

    private static List<string> Told(params Node[] nodes) => [.. nodes.SelectMany(n => n.Devices.Told).Select(t => t.Reason)];

    private async Task<int> UnreadAsync(Node node) => Node.Value(await node.Inbox.ListAsync(_ben, null, 10, Cancel)).Unread;

    private Task AddAsync(Node node, string reason) => node.Inbox.AddAsync([_ben], Entry(reason), Cancel);

    private async Task PassAtAsync(string time, params Node[] nodes)
    {
        _clock.Advance(At(time) - _clock.GetUtcNow());
        await Task.WhenAll(nodes.Select(PassAsync));
    }

    private static async Task PassAsync(Node node)
    {
        foreach (var member in await node.Quiet.ListDueAsync(Cancel)) await node.Quiet.TellAsync(member, Cancel);
    }

    private async Task SetAsync(MemberId member, QuietHours hours, string zone)
    {
        var changed = await new Members(_world.Store.Documents).ChangeAsync(member, m => m with { QuietHours = hours, TimeZone = zone }, Cancel);
        Node.Value(changed);
    }
}
