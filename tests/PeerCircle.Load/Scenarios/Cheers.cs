namespace PeerCircle.Load.Scenarios;

/// <summary>How many cheer at how much.</summary>
/// <param name="Members">Who cheer: at most twenty times each, which bounds how long it lasts. An account costs a quarter of a second.</param>
/// <param name="Watchers">Connections, those of the rooms among them.</param>
/// <param name="PostsPerSecond">Over all rooms.</param>
internal sealed record Cheers(string Name, int Members, int Watchers, int Rooms, int LinesOfRoom, double PostsPerSecond, double CheersPerSecond) : Scenario(Name, Peers: [])
{
    public static Cheers Full { get; } = new("cheers", Members: 500, Watchers: 2_000, Rooms: 50, LinesOfRoom: 10, PostsPerSecond: 100, CheersPerSecond: 1_000);

    /// <summary>To try whether it works.</summary>
    public static Cheers Small { get; } = new("cheers-small", Members: 50, Watchers: 200, Rooms: 5, LinesOfRoom: 10, PostsPerSecond: 50, CheersPerSecond: 250);

    public override Score Score { get; } = new("ms at the 99th percentile of other conversations' deliveries, while one card is cheered at (less is better)", m => m.P99Ms);

    public override Task<Measurement> OnceAsync(string system, TimeSpan warmUp, TimeSpan time, int characters) => CheersRun.OnceAsync(this, warmUp, time, characters);
}
