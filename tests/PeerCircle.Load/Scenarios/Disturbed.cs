using PeerCircle.Contracts.Wire;
using PeerCircle.Load.Generator;
using PeerCircle.Load.Systems;
using PeerCircle.Load.Wires;

namespace PeerCircle.Load.Scenarios;

/// <summary>One room of PeerCircle in which posts are made at a rate, first alone and then beside something that must not hold them up.</summary>
/// <param name="Members">Who share the room's connections.</param>
internal sealed record Disturbed(Scenario Room, int Members, int Characters, Func<ConversationId, PeerCircleWire> Speak, Func<Disturbance> Begin)
{
    public static IReadOnlyList<Disturbed> All { get; } =
    [
        new(Posting("typing", lines: 60, perSecond: 50), Members: 60, Characters: 128, room => new TalkWire(room), () => new TypingFlood()),
        new(Posting("slow-readers", lines: 1_000, perSecond: 25), Members: 10, Characters: 7_900, room => new PeerCircleWire(room), () => new SlowReaders()),
    ];

    public string Name => Room.Name;

    public static Disturbed? Find(string name) => All.FirstOrDefault(d => d.Name == name);

    /// <summary>Half a minute: few are posted, and all get each of them together.</summary>
    private static Scenario Posting(string name, int lines, double perSecond) => new(name, Servers: 1, Rooms: 1, lines, Senders: 8, Outstanding: 0, [], perSecond, Seconds: 30);
}

/// <summary>What goes on beside the posts of a room.</summary>
internal abstract class Disturbance : IDisposable
{
    /// <summary>From now on it goes on as often as this says.</summary>
    public abstract Pacing Begin(LoadGenerator generator, PeerCircleServers system);

    /// <summary>Asked at the end: whether it was a disturbance at all.</summary>
    public abstract bool DidHappen();

    public abstract void Dispose();
}
