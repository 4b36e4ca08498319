using PeerCircle.Load.Generator;
using PeerCircle.Load.Systems;

namespace PeerCircle.Load.Scenarios;

/// <summary>Measures how late posts are shown before something begins beside them, and with it, in one process.</summary>
internal static class DisturbedRun
{
    public static async Task<Measurement> OnceAsync(Disturbed scenario, TimeSpan warmUp, TimeSpan time)
    {
        await using var system = new PeerCircleServers(scenario.Members);
        await system.StartAsync(servers: 1, rooms: 1);
        return await Run.OnItsThreadAsync(() =>
        {
            using var generator = new LoadGenerator(scenario.Characters);
            Run.Connect(generator, system, scenario.Room);
            var own = new List<Line>();
            try
            {
                var before = Run.Measure(Scenario.Own, generator, system, scenario.Room, warmUp, time);
                var with = Run.Measure(Scenario.Own, generator, system, scenario.Room, TimeSpan.Zero, time, scenario.Begin(generator, system, own));
                return with with { MedianBeforeMs = before.MedianMs, P99BeforeMs = before.P99Ms };
            }
            finally
            {
                foreach (var line in own) line.Dispose();
            }
        });
    }
}
