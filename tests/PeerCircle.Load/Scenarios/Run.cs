using System.Diagnostics;
using PeerCircle.Load.Generator;
using PeerCircle.Load.Systems;

namespace PeerCircle.Load.Scenarios;

/// <summary>One measurement: a system started anew, connections, a warm-up, the time that counts, and what had to come at the end.</summary>
internal static class Run
{
    private static readonly TimeSpan JoinPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(30);

    public static LoadedSystem Make(string system, int members) => Known(system) == Scenario.Own ? new PeerCircleServers(members) : new PeerProgram(system);

    /// <exception cref="ArgumentException">There is no such system.</exception>
    public static string Known(string system) => system == Scenario.Own || PeerProgram.Kinds.Contains(system) ? system
        : throw new ArgumentException($"{system} is no system. There are peercircle, {string.Join(", ", PeerProgram.Kinds)}.");

    public static async Task<Measurement> OnceAsync(string name, Posts scenario, TimeSpan warmUp, TimeSpan time, int characters)
    {
        await using var system = Make(name, scenario.Members);
        await system.StartAsync(scenario.Servers, scenario.Rooms);
        return await OnItsThreadAsync(() =>
        {
            using var generator = new LoadGenerator(characters);
            Connect(generator, system, scenario);
            return Measure(name, generator, system, scenario, warmUp, time);
        });
    }

    /// <summary>On a thread that stays on the other processor.</summary>
    public static Task<T> OnItsThreadAsync<T>(Func<T> work) => Task.Factory.StartNew(
        () =>
        {
            LoadGenerator.Pin(LoadedSystem.OtherProcessor);
            return work();
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public static void Connect(LoadGenerator generator, LoadedSystem system, Posts scenario)
    {
        for (var room = 0; room < scenario.Rooms; room++)
        {
            var load = new LoadRoom(scenario.Senders);
            for (var n = 0; n < scenario.Lines; n++)
            {
                var line = system.Connect(n, room, load, generator.Tally);
                generator.Add(line);
                if (n < scenario.Senders) generator.AddSender(line, n);
            }
        }
        generator.Join(JoinPatience);
    }

    /// <param name="beside">What goes on beside the posts, where these have a rate.</param>
    public static Measurement Measure(string name, LoadGenerator generator, LoadedSystem system, Posts scenario, TimeSpan warmUp, TimeSpan time, params Pacing[] beside)
    {
        Load(generator, scenario, warmUp, beside);
        var tally = generator.Tally;
        tally.Restart();
        var (cpu, own, clock) = (system.Cpu, ThreadTime(), Stopwatch.GetTimestamp());
        Load(generator, scenario, time, beside);
        var (took, used, busy) = (Stopwatch.GetElapsedTime(clock), system.Cpu - cpu, ThreadTime() - own);
        var measured = new Measurement
        {
            System = name,
            Scenario = scenario.Name,
            DeliveriesPerSecond = tally.Deliveries / took.TotalSeconds,
            AcknowledgedPerSecond = tally.Acknowledged / took.TotalSeconds,
            CpuMicroseconds = used.TotalMicroseconds / Math.Max(1, tally.Deliveries),
            ServerCores = used / took,
            GeneratorCores = busy / took,
            BytesPerDelivery = (double)tally.Bytes / Math.Max(1, tally.Deliveries),
            DeliveriesPerRead = (double)tally.Deliveries / Math.Max(1, tally.Reads),
        };
        var settled = generator.Settle(SettlePatience);
        // Of what was still on its way too.
        return measured with { MedianMs = tally.WaitAt(50), P99Ms = tally.WaitAt(99), Faults = tally.Missed + tally.Doubled + tally.Refused + Missing(generator) + (settled ? 0 : 1) };
    }

    private static void Load(LoadGenerator generator, Posts scenario, TimeSpan time, Pacing[] beside)
    {
        if (scenario.Rate is { } rate) generator.Pace(time, [generator.Posts(rate), .. beside]);
        else generator.Saturate(time, scenario.Outstanding);
    }

    /// <summary>Last messages that somebody did not see.</summary>
    public static long Missing(LoadGenerator generator) =>
        generator.Senders.Sum(s => generator.Lines.Where(l => l.Room == s.Line.Room).Sum(l => (long)s.Line.Issued - l.LastOf(s.Sender)));

    /// <summary>Processor time of the calling thread.</summary>
    public static TimeSpan ThreadTime()
    {
        // utime and stime, the 14th and 15th field, in hundredths of a second; the name before them may hold spaces.
        var fields = File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[11], System.Globalization.CultureInfo.InvariantCulture) + long.Parse(fields[12], System.Globalization.CultureInfo.InvariantCulture)));
    }
}
