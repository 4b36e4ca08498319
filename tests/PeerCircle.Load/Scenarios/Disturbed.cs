using PeerCircle.Contracts.Presence;
using PeerCircle.Load.Generator;
using PeerCircle.Load.Systems;
using PeerCircle.Load.Wires;

namespace PeerCircle.Load.Scenarios;

/// <summary>One room of PeerCircle in which posts are made at a rate, first alone and then beside something that must not hold them up.</summary>
/// <param name="Members">Who share the room's connections.</param>
/// <param name="Begin">What happens beside the posts; connections that it makes for itself are added to the list, and closed at the end.</param>
internal sealed record Disturbed(Scenario Room, int Members, int Characters, Func<LoadGenerator, LoadedSystem, List<Line>, Pacing> Begin)
{
    private const int TypistsAtOnce = 50;

    /// <summary>What one takes in a second: nothing, a trickle, a crawl, and enough to stay, though far too little to keep up.</summary>
    private static readonly int[] BytesPerSecond = [0, 64, 1_000, 24_000];

    public static IReadOnlyList<Disturbed> All { get; } =
    [
        new(Posting("typing", lines: 60, perSecond: 50), Members: 50, Characters: 128, Typing),
        new(Posting("slow-readers", lines: 1_000, perSecond: 25), Members: 10, Characters: 7_900, SlowReaders),
    ];

    public string Name => Room.Name;

    public static Disturbed? Find(string name) => All.FirstOrDefault(d => d.Name == name);

    private static Scenario Posting(string name, int lines, double perSecond) => new(name, Servers: 1, Rooms: 1, lines, Senders: 8, Outstanding: 0, [], perSecond);

    /// <summary>Five thousand words a second, half of them that somebody types, half that somebody comes or goes.</summary>
    private static Pacing Typing(LoadGenerator generator, LoadedSystem system, List<Line> own) => new(5_000, (number, _) =>
    {
        var line = generator.Lines[(int)(number % TypistsAtOnce)];
        line.Send(number % 2 == 0 ? ((PeerCircleWire)line.Wire).Typing() : PeerCircleWire.Present(number / (3 * TypistsAtOnce) % 2 == 0 ? PresenceState.Away : PresenceState.Online));
    });

    /// <summary>Some more in the room who read so slowly that the server tells them to ask, or closes them.</summary>
    private static Pacing SlowReaders(LoadGenerator generator, LoadedSystem system, List<Line> own)
    {
        foreach (var _ in BytesPerSecond) own.Add(system.Connect(own.Count, 0, new LoadRoom(senders: 0), new Tally()));
        var taken = new byte[BytesPerSecond.Max()];
        return new Pacing(1, (_, _) =>
        {
            foreach (var (line, bytes) in own.Zip(BytesPerSecond).Where(r => r.Second > 0)) line.Socket.Receive(taken.AsSpan(0, bytes), System.Net.Sockets.SocketFlags.None, out var _);
        });
    }
}
