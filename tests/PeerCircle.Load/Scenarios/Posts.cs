namespace PeerCircle.Load.Scenarios;

/// <summary>Posts in rooms: as many as the system takes, or so many a second.</summary>
/// <param name="Servers">Processes that share the connections, over Redis where the system can.</param>
/// <param name="Lines">Connections of a room.</param>
/// <param name="Senders">How many of these post.</param>
/// <param name="Outstanding">Messages of a room on their way at once; with a rate, as many as it takes.</param>
/// <param name="Rate">Messages a second over all rooms, whatever comes back; null for as many as the system takes.</param>
internal sealed record Posts(string Name, int Servers, int Rooms, int Lines, int Senders, int Outstanding, IReadOnlyList<string> Peers, double? Rate = null, int WarmUp = Scenario.UsualWarmUp, int Seconds = Scenario.UsualSeconds)
    : Scenario(Name, Peers, WarmUp, Seconds)
{
    public static new IReadOnlyList<Posts> All { get; } =
    [
        new("room", Servers: 1, Rooms: 1, Lines: 1_000, Senders: 8, Outstanding: 256, ["raw-coalesced", "raw", "signalr", "socket.io"]),
        new("two-servers", Servers: 2, Rooms: 1, Lines: 1_000, Senders: 8, Outstanding: 256, ["signalr-redis", "socket.io-redis"], WarmUp: 40),
        new("rooms", Servers: 1, Rooms: 200, Lines: 10, Senders: 1, Outstanding: 8, ["raw", "signalr", "signalr-redis", "socket.io"], WarmUp: 25),
        new("equal", Servers: 1, Rooms: 1, Lines: 1_000, Senders: 8, Outstanding: 0, ["signalr"], Rate: 40),
        new("hot-room", Servers: 1, Rooms: 1, Lines: 5_000, Senders: 8, Outstanding: 0, ["signalr"], Rate: 5, Seconds: 30),
        new("hot-room-200", Servers: 1, Rooms: 1, Lines: 5_000, Senders: 8, Outstanding: 0, ["raw-coalesced"], Rate: 200),
    ];

    /// <summary>Members of PeerCircle that share a room's connections.</summary>
    public int Members => Rooms == 1 ? 10 : 1;

    public override Score Score => this switch
    {
        { Rate: { } rate } => new($"µs of processor a delivery, {rate:0} messages a second to {Lines:N0} (less is better)", m => m.CpuMicroseconds),
        { Rooms: > 1 } => new($"acknowledged messages a second, {Rooms} rooms of {Lines}", m => m.AcknowledgedPerSecond),
        { Servers: > 1 } => new($"deliveries a second, {Lines:N0} receivers on two servers", m => m.DeliveriesPerSecond),
        _ => new($"deliveries a second, one room of {Lines:N0}", m => m.DeliveriesPerSecond),
    };

    public override Task<Measurement> OnceAsync(string system, TimeSpan warmUp, TimeSpan time, int characters) => Run.OnceAsync(system, this, warmUp, time, characters);
}
