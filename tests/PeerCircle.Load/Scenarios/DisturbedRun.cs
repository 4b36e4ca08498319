using PeerCircle.Load.Generator;
using PeerCircle.Load.Systems;

namespace PeerCircle.Load.Scenarios;

/// <summary>Measures how late posts are shown before something begins beside them, and with it, in one process.</summary>
internal static class DisturbedRun
{
    /// <summary>What goes on beside has its first times too.</summary>
    private static readonly TimeSpan Rehearsal = TimeSpan.FromSeconds(5);

    public static async Task<Measurement> OnceAsync(Disturbed scenario, TimeSpan warmUp, TimeSpan time)
    {
        await using var system = new PeerCircleServers(scenario.Members, scenario.Speak);
        await system.StartAsync(servers: 1, rooms: 1);
        return await Run.OnItsThreadAsync(() =>
        {
            using var generator = new LoadGenerator(scenario.Characters);
            Run.Connect(generator, system, scenario.Room);
            var before = Run.Measure(Scenario.Own, generator, system, scenario.Room, warmUp, time);
            using var disturbance = scenario.Begin();
            var with = Run.Measure(Scenario.Own, generator, system, scenario.Room, Rehearsal, time, disturbance.Begin(generator, system));
            // What was lost before is counted since then, that not all had come in time is not.
            return with with { MedianBeforeMs = before.MedianMs, P99BeforeMs = before.P99Ms, Faults = with.Faults + (before.Faults > 0 ? 1 : 0) + (disturbance.DidHappen() ? 0 : 1) };
        });
    }
}
