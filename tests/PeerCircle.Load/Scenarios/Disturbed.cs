using PeerCircle.Contracts.Wire;
using PeerCircle.Load.Generator;
using PeerCircle.Load.Systems;
using PeerCircle.Load.Wires;

namespace PeerCircle.Load.Scenarios;

/// <summary>One room of PeerCircle in which posts are made at a rate, first alone and then beside something that must not hold them up.</summary>
/// <param name="Members">Who share the room's connections.</param>
internal sealed record Disturbed(Posts Room, int Members, int Characters, Func<ConversationId, PeerCircleWire> Speak, Func<Disturbance> Begin) : Scenario(Room.Name, Room.Peers, Room.WarmUp, Room.Seconds)
{
    public static new IReadOnlyList<Disturbed> All { get; } =
    [
        new(Posting("typing", lines: 60, perSecond: 50), Members: 60, Characters: 128, room => new TalkWire(room), () => new TypingFlood()),
        new(Posting("slow-readers", lines: 1_000, perSecond: 25), Members: 10, Characters: 7_900, room => new PeerCircleWire(room), () => new SlowReaders()),
    ];

    public override Score Score => new($"ms at the 99th percentile of all deliveries, with {Name} beside them (less is better)", m => m.P99Ms);

    public override Task<Measurement> OnceAsync(string system, TimeSpan warmUp, TimeSpan time, int characters) => DisturbedRun.OnceAsync(this, warmUp, time);

    /// <summary>Half a minute: few are posted, and all get each of them together.</summary>
    private static Posts Posting(string name, int lines, double perSecond) => new(name, Servers: 1, Rooms: 1, lines, Senders: 8, Outstanding: 0, [], perSecond, Seconds: 30);
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
