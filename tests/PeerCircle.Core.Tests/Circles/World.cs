using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Circles;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Conversations.Steps;
using PeerCircle.Core.Direct;
using PeerCircle.Core.Goals;
using PeerCircle.Core.Notifications;
using PeerCircle.Core.Rooms;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Sqlite;
using Xunit;

namespace PeerCircle.Core.Tests.Circles;

/// <summary>A store in a file of its own, with members in it, and nodes over it.</summary>
public sealed class World : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("peercircle-").FullName;
    private readonly SqliteStore _store;
    private readonly List<Node> _nodes = [];

    private World(TimeProvider time)
    {
        Time = time;
        _store = new SqliteStore(Path.Combine(_directory, "store.db"), TimeProvider.System, NullLogger<SqliteStore>.Instance);
    }

    public TimeProvider Time { get; }

    public IStore Store => _store;

    public static async Task<World> OpenAsync(TimeProvider? time = null)
    {
        var world = new World(time ?? TimeProvider.System);
        await world._store.OpenAsync(StoreHold.Serve, TestContext.Current.CancellationToken);
        return world;
    }

    /// <summary>A fresh instance of everything that holds state in memory, over the world's store or one that wraps it.</summary>
    public Node NewNode(IStore? store = null)
    {
        var node = new Node(store ?? _store, Time);
        _nodes.Add(node);
        return node;
    }

    public async Task<MemberId> AddMemberAsync(string name, bool deactivated = false)
    {
        var id = new MemberId(Guid.CreateVersion7());
        var member = new Member
        {
            Id = id,
            Email = $"{id}@example.org",
            EmailKey = $"{id}@example.org",
            DisplayName = name,
            Role = MemberRole.Member,
            Deactivated = deactivated,
            PasswordHash = "none",
            CreatedAt = Time.GetUtcNow(),
        };
        Assert.Equal(WriteOutcome.Written, await Store.Documents.InsertAsync(Member.Type, member, TestContext.Current.CancellationToken));
        return id;
    }

    /// <summary>The cards of a conversation's system messages, in order.</summary>
    public async Task<IReadOnlyList<Card>> CardsAsync(ConversationId conversation)
    {
        var messages = await Store.Conversations.ReadMessagesAsync(conversation, 1, long.MaxValue, 1_000, newest: false, null, TestContext.Current.CancellationToken);
        Assert.All(messages, m => Assert.Equal((MessageKind.System, null), (m.Kind, m.AuthorId)));
        return [.. messages.Select(m => m.Card ?? throw new InvalidOperationException("A system message has a card."))];
    }

    /// <summary>Who takes part, as what, in the order of their ids.</summary>
    public async Task<IReadOnlyList<(MemberId Member, ParticipantRole Role)>> ParticipantsAsync(ConversationId conversation)
    {
        var participations = await Store.Conversations.ReadParticipantsAsync(conversation, null, 1_000, TestContext.Current.CancellationToken);
        return [.. participations.Select(p => (p.Member, p.Role)).OrderBy(p => p.Member.Value)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) node.Dispose();
        await _store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}

/// <summary>One server's use cases.</summary>
public sealed class Node : IDisposable
{
    public Node(IStore store, TimeProvider time)
    {
        var members = new Members(store.Documents);
        var access = new GoalAccess(store);
        Quiet = new QuietHolds(store.Documents, members, Devices, time);
        Inbox = new Inbox(store.Documents, members, Quiet, Devices, time);
        var clock = new StoreClock(time);
        Notices = new ConversationNotices(store, members, new Titles(store), Inbox, clock, time, NullLogger<ConversationNotices>.Instance);
        Lanes = new ConversationLanes(store, new WinsReaders(store), new NobodyListens(), Notices, clock, time, NullLoggerFactory.Instance);
        Acts = new ConversationActs(Lanes, store, new Moderators(members, new Administrators(store.Documents)), new NobodyListens(), Notices, new Limits());
        Access = new ConversationAccess(store, new WinsReaders(store));
        OwnedGoals = new GoalDocuments(store, Lanes, members, access, Inbox, time);
        Goals = new GoalDirectory(OwnedGoals, access, members, store, time);
        Talks = new GoalTalks(OwnedGoals, access, time);
        Times = new GoalTimes(OwnedGoals, members, store, time, NullLogger<GoalTimes>.Instance);
        var sharing = new GoalSharing(OwnedGoals, store);
        OwnedCircles = new OwnerDocuments<Circle>(Circle.Type, store, Lanes, sharing, time);
        OwnedRooms = new OwnerDocuments<Room>(Room.Type, store, Lanes, sharing, time);
        Circles = new CircleDirectory(OwnedCircles, store, time);
        Invites = new CircleInviting(OwnedCircles, store, time);
        Rooms = new RoomDirectory(OwnedRooms, Lanes, store, time);
        Directs = new Directs(Lanes, store);
    }

    public ConversationLanes Lanes { get; }

    public Devices Devices { get; } = new();

    public QuietHolds Quiet { get; }

    public Inbox Inbox { get; }

    public ConversationNotices Notices { get; }

    public ConversationActs Acts { get; }

    public ConversationAccess Access { get; }

    public OwnerDocuments<Circle> OwnedCircles { get; }

    public OwnerDocuments<Room> OwnedRooms { get; }

    public GoalDocuments OwnedGoals { get; }

    public CircleDirectory Circles { get; }

    public CircleInviting Invites { get; }

    public RoomDirectory Rooms { get; }

    public Directs Directs { get; }

    public GoalDirectory Goals { get; }

    public GoalTalks Talks { get; }

    public GoalTimes Times { get; }

    /// <summary>A token of a new invite to the circle.</summary>
    public async Task<InviteMade> InviteAsync(MemberId host, CircleId circle, InviteBody? body = null) =>
        Value(await Invites.MakeAsync(host, circle, body ?? new InviteBody(), "http://localhost", TestContext.Current.CancellationToken));

    public void Dispose() => Lanes.Dispose();

    public static T Value<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.TryGet(out var value, out var refusal), refusal?.Message);
        return value;
    }
}

/// <summary>What devices are told of inboxes.</summary>
public sealed class Devices : INotificationDelivery
{
    public ConcurrentQueue<(MemberId Member, string Reason)> Told { get; } = new();

    public void Notified(MemberId member, Notified notified) => Told.Enqueue((member, notified.Notification.Reason));

    /// <summary>How many are unread, as it was said last.</summary>
    public int? Unread { get; private set; }

    public void NotificationsRead(MemberId member, NotificationsRead read) => Unread = read.Unread;
}

/// <summary>Nobody is connected, and nothing follows.</summary>
internal sealed class NobodyListens : IDelivery, IConversationFollower
{
    public ValueTask CommittingAsync(Commit commit, CancellationToken cancellation) => ValueTask.CompletedTask;

    public void Committed(Commit commit)
    {
    }

    public Task ReadAsync(ConversationId conversation, MemberId member, long seq, CancellationToken cancellation) => Task.CompletedTask;

    public void Publish(Changes changes)
    {
    }

    public void Reacted(MemberId member, Reacted reacted)
    {
    }

    public void ReadMoved(ReadMoved moved, bool showOthers)
    {
    }

    public void Typing(TypingNotice typing)
    {
    }

    public void Outpaced(ConversationId conversation, TimeSpan? trying)
    {
    }

    public Task ParticipationsChangedAsync(IReadOnlyList<Participation> participations, CancellationToken cancellation) => Task.CompletedTask;
}
