namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>All scenarios, by their numbers.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new Kills(), new UnheardReceipts(), new Standstill(), new RedisGone(), new RedisCuts(), new RedisSilent(), new LoopbackLost(), new Overtaken(), new StoreFails(), new AcknowledgedTooEarly(),
        new Restored(), new Clocks(), new Threefold(), new BadLines(), new GoalKills(), new Outpaced(),
    ];

    /// <summary>What takes an hour by itself, and is run by its name only.</summary>
    private static readonly Scenario[] Long = [new Soak()];

    /// <summary>Those of a name, or <c>all</c>.</summary>
    public static IReadOnlyList<Scenario> Find(string name) => name == "all" ? All : [.. All.Concat(Long).Where(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
}
