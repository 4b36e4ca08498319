using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Steps;
using Xunit;

namespace PeerCircle.Core.Tests.Circles;

/// <summary>Ana hosts a circle that Ben has joined, and made a room; Cem holds a token. Described by names, so that two scenes compare.</summary>
public sealed class Scene
{
    private readonly World _world;
    private readonly Dictionary<MemberId, string> _names;

    private Scene(World world, MemberId ana, MemberId ben, MemberId cem)
    {
        (_world, Ana, Ben, Cem) = (world, ana, ben, cem);
        _names = new() { [ana] = "Ana", [ben] = "Ben", [cem] = "Cem" };
    }

    public MemberId Ana { get; }

    public MemberId Ben { get; }

    public MemberId Cem { get; }

    public CircleId Circle { get; } = new(Guid.CreateVersion7());

    public CircleId NewCircle { get; } = new(Guid.CreateVersion7());

    public RoomId Room { get; } = new(Guid.CreateVersion7());

    public RoomId NewRoom { get; } = new(Guid.CreateVersion7());

    public string Token { get; private set; } = "";

    public static async Task<Scene> SetAsync(World world)
    {
        var scene = new Scene(world, await world.AddMemberAsync("Ana"), await world.AddMemberAsync("Ben"), await world.AddMemberAsync("Cem"));
        var node = world.NewNode();
        var cancellation = TestContext.Current.CancellationToken;
        Node.Value(await node.Circles.CreateAsync(scene.Ana, new CircleBody("Founders", "p", scene.Circle), cancellation));
        Node.Value(await node.Rooms.CreateAsync(scene.Ana, new RoomBody("Pricing", "t", ["money"], scene.Room), cancellation));
        scene.Token = (await node.InviteAsync(scene.Ana, scene.Circle)).Token;
        Node.Value(await node.Invites.AcceptAsync(scene.Ben, scene.Token, cancellation));
        return scene;
    }

    /// <summary>All that the store holds of circles, rooms and directs, in words.</summary>
    public async Task<string> DescribeAsync()
    {
        var pair = ConversationIds.OfPair(Pair.Of(Ana, Ben));
        return string.Join(
            "\n",
            await DescribeCircleAsync(Circle),
            await DescribeCircleAsync(NewCircle),
            await DescribeRoomAsync(Room),
            await DescribeRoomAsync(NewRoom),
            $"direct: {await DescribeAsync(pair)}");
    }

    private async Task<string> DescribeCircleAsync(CircleId id)
    {
        if (await _world.Store.Documents.FindAsync(Core.Circles.Circle.Type, id.Value, TestContext.Current.CancellationToken) is not { Value: var circle }) return $"no circle; {await DescribeAsync(ConversationIds.OfCircle(id))}";
        var seats = string.Join(", ", circle.Seats.Select(s => $"{_names[s.Member]} {s.Role}"));
        var uses = string.Join(", ", circle.Invites.Select(i => i.Uses));
        return $"{circle.Name}: seats {seats}; uses {uses}; removals {circle.Removals.Count}; {Pending(circle)}; {await DescribeAsync(circle.ConversationId)}";
    }

    private async Task<string> DescribeRoomAsync(RoomId id) =>
        await _world.Store.Documents.FindAsync(Core.Rooms.Room.Type, id.Value, TestContext.Current.CancellationToken) is { Value: var room }
            ? $"{room.Name}: {Pending(room)}; {await DescribeAsync(room.ConversationId)}"
            : $"no room; {await DescribeAsync(ConversationIds.OfRoom(id))}";

    private static string Pending(ConversationOwner owner) => $"step {owner.Steps}, {owner.Pending.Count} pending";

    private async Task<string> DescribeAsync(ConversationId id)
    {
        var participants = (await _world.ParticipantsAsync(id)).Select(p => $"{_names[p.Member]} {p.Role}").Order(StringComparer.Ordinal);
        var cards = (await _world.CardsAsync(id)).Select(c => $"{c.Type}({(c.MemberId is { } m ? _names[m] : "")} {(c.ById is { } b ? _names[b] : "")} {c.Name})");
        var head = (await _world.Store.Conversations.ReadConversationsAsync([id], TestContext.Current.CancellationToken)).SingleOrDefault()?.Head;
        return $"in it {string.Join(", ", participants)} ({head?.Participants}); said {string.Join(", ", cards)} ({head?.Seq})";
    }
}
