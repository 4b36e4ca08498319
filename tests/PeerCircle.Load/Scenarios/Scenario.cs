namespace PeerCircle.Load.Scenarios;

/// <summary>What is asked of a system.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Servers">Processes that share the connections, over Redis where the system can.</param>
/// <param name="Lines">Connections of a room.</param>
/// <param name="Senders">How many of these post.</param>
/// <param name="Outstanding">Messages of a room on their way at once; with a rate, as many as it takes.</param>
/// <param name="Rate">Messages a second over all rooms, whatever comes back; null for as many as the system takes.</param>
/// <param name="Peers">What PeerCircle is compared with there, unless the command line says otherwise.</param>
/// <param name="Seconds">That are measured, unless the command line says otherwise.</param>
/// <param name="WarmUp">Seconds of load after which young servers have come to their pace there, unless the command line says otherwise.</param>
internal sealed record Scenario(string Name, int Servers, int Rooms, int Lines, int Senders, int Outstanding, IReadOnlyList<string> Peers, double? Rate = null, int WarmUp = Scenario.UsualWarmUp, int Seconds = Scenario.UsualSeconds)
{
    public const string Own = "peercircle";

    public const string Idle = "idle";

    public const int UsualWarmUp = 20;

    public const int UsualSeconds = 10;

    /// <summary>What is compared where connections only stay open.</summary>
    public static IReadOnlyList<string> IdlePeers { get; } = ["raw", "signalr"];

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("room", Servers: 1, Rooms: 1, Lines: 1_000, Senders: 8, Outstanding: 256, ["raw-coalesced", "raw", "signalr", "socket.io"]),
        new("two-servers", Servers: 2, Rooms: 1, Lines: 1_000, Senders: 8, Outstanding: 256, ["signalr-redis", "socket.io-redis"], WarmUp: 40),
        new("rooms", Servers: 1, Rooms: 200, Lines: 10, Senders: 1, Outstanding: 8, ["raw", "signalr", "signalr-redis", "socket.io"], WarmUp: 25),
        new("equal", Servers: 1, Rooms: 1, Lines: 1_000, Senders: 8, Outstanding: 0, ["signalr"], Rate: 40),
        new("hot-room", Servers: 1, Rooms: 1, Lines: 5_000, Senders: 8, Outstanding: 0, ["signalr"], Rate: 5, Seconds: 30),
        new("hot-room-200", Servers: 1, Rooms: 1, Lines: 5_000, Senders: 8, Outstanding: 0, ["raw-coalesced"], Rate: 200),
    ];

    public static Scenario Find(string name) => All.FirstOrDefault(s => s.Name == name)
        ?? throw new ArgumentException($"{name} is no scenario. There are {string.Join(", ", All.Select(s => s.Name))}, {string.Join(", ", Disturbed.All.Select(d => d.Name))}, {Idle}, {CheersSize.Full.Name} and {CheersSize.Small.Name}.");

    /// <summary>Members of PeerCircle that share a room's connections.</summary>
    public int Members => Rooms == 1 ? 10 : 1;
}
