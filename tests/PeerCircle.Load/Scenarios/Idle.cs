using PeerCircle.Load.Generator;
using PeerCircle.Load.Systems;

namespace PeerCircle.Load.Scenarios;

/// <summary>What one more connection costs that only stays open: the difference between many and more, so that what a server needs anyway is not in it.</summary>
internal sealed record Idle() : Scenario("idle", ["raw", "signalr"])
{
    private const int Many = 2_000;
    private const int More = 8_000;

    private const int Members = 10;

    private static readonly TimeSpan JoinPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    public override Score Score { get; } = new("kB of resident memory for one more idle connection (less is better)", m => m.KilobytesPerConnection ?? 0);

    /// <summary>Its times are its own.</summary>
    public override async Task<Measurement> OnceAsync(string system, TimeSpan warmUp, TimeSpan time, int characters)
    {
        await using var server = Run.Make(system, Members);
        await server.StartAsync(servers: 1, rooms: 1);
        return await Run.OnItsThreadAsync(() =>
        {
            using var generator = new LoadGenerator(characters: 0);
            var load = new LoadRoom(1);
            var before = MemoryWith(Many, generator, server, load);
            var after = MemoryWith(More, generator, server, load);
            var (cpu, took) = (server.Cpu, TimeSpan.FromSeconds(20));
            generator.Idle(took);
            return new Measurement
            {
                System = system,
                Scenario = Name,
                KilobytesPerConnection = (after - before) / 1_024.0 / (More - Many),
                ServerCores = (server.Cpu - cpu) / took,
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
