using PeerCircle.Load.Generator;
using PeerCircle.Load.Systems;

namespace PeerCircle.Load.Scenarios;

/// <summary>What one more connection costs that only stays open: the difference between many and more, so that what a server needs anyway is not in it.</summary>
internal static class IdleRun
{
    private const int Many = 2_000;
    private const int More = 8_000;

    private static readonly Scenario Rooms = new(Scenario.Idle, Servers: 1, Rooms: 1, Lines: More, Senders: 1, Outstanding: 0, Scenario.IdlePeers);
    private static readonly TimeSpan JoinPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    public static async Task<Measurement> OnceAsync(string name)
    {
        await using var system = Run.Make(name, Rooms);
        await system.StartAsync(servers: 1, rooms: 1);
        return await Run.OnItsThreadAsync(() =>
        {
            using var generator = new LoadGenerator(characters: 0);
            var load = new LoadRoom(1);
            var before = MemoryWith(Many, generator, system, load);
            var after = MemoryWith(More, generator, system, load);
            var (cpu, took) = (system.Cpu, TimeSpan.FromSeconds(20));
            generator.Idle(took);
            return new Measurement
            {
                System = name,
                Scenario = Scenario.Idle,
                KilobytesPerConnection = (after - before) / 1_024.0 / (More - Many),
                ServerCores = (system.Cpu - cpu) / took,
            };
        });
    }

    private static long MemoryWith(int connections, LoadGenerator generator, LoadedSystem system, LoadRoom load)
    {
        while (generator.Lines.Count < connections)
        {
            generator.Add(system.Connect(generator.Lines.Count, 0, load, generator.Tally));
            if (generator.Lines.Count % 100 == 0) generator.Join(JoinPatience);
        }
        generator.Join(JoinPatience);
        generator.Idle(Rest);
        return system.Memory;
    }
}
