using System.Globalization;
using System.Text.Json;
using PeerCircle.Load.Peers;
using PeerCircle.Load.Report;
using PeerCircle.Load.Scenarios;

namespace PeerCircle.Load;

/// <summary>
/// Measures PeerCircle beside other programs, in one run on one machine: what is delivered and acknowledged, how late, at what cost, and that nothing is lost, doubled or out of
/// order. Ends with exit code 1 when something is, with 2 when an argument is not known. <c>report RESULTS FOLDER</c> makes tables and charts of what <c>--results</c> kept.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["peer", var kind, var port, .. var rest])
        {
            await PeerPrograms.RunAsync(kind, port, rest.FirstOrDefault() ?? "");
            return 0;
        }
        if (args is ["report", var results, var folder])
        {
            await ReportAsync(results, folder);
            return 0;
        }
        LoadOptions options;
        try
        {
            options = LoadOptions.Parse(args);
        }
        catch (ArgumentException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
        return await CompareAsync(options) == 0 ? 0 : 1;
    }

    /// <summary>Measures system after system and says what was lost, doubled, out of order or refused in all.</summary>
    private static async Task<long> CompareAsync(LoadOptions options)
    {
        var faults = 0L;
        Console.WriteLine($"{"scenario",-12} {"system",-16} {"deliv/s",9} {"acked/s",8} {"p50 ms",8} {"p99 ms",8} {"µs/deliv",8} {"server",6} {"gen",5} {"B/deliv",7} {"/read",6} {"kB/conn",7} faults");
        foreach (var scenario in options.Scenarios)
        {
            IReadOnlyList<string> systems = scenario.Peers.Count > 0 && options.Systems is { } asked ? asked : [Scenario.Own, .. scenario.Peers];
            for (var process = 0; process < options.Processes; process++)
            {
                foreach (var system in systems)
                {
                    var measured = await scenario.OnceAsync(system, TimeSpan.FromSeconds(options.WarmUp ?? scenario.WarmUp), TimeSpan.FromSeconds(options.Seconds ?? scenario.Seconds), options.Characters);
                    faults += measured.Faults;
                    Print(measured);
                    if (options.Results is { } file) await File.AppendAllTextAsync(file, JsonSerializer.Serialize(measured) + "\n");
                }
            }
        }
        return faults;
    }

    /// <summary>Tables to the console, a chart a scenario into the folder.</summary>
    private static async Task ReportAsync(string results, string folder)
    {
        var lines = await File.ReadAllLinesAsync(results);
        var all = Summary.Of(lines.Select(line => JsonSerializer.Deserialize<Measurement>(line)!));
        foreach (var systems in all.GroupBy(s => s.Scenario)) await File.WriteAllTextAsync(Path.Combine(folder, systems.Key + ".svg"), Chart.Of(Scenario.Find(systems.Key), [.. systems]));
        Console.WriteLine(Tables.Of(all));
    }

    private static void Print(Measurement m)
    {
        Console.WriteLine(
            $"{m.Scenario,-12} {m.System,-16} {m.DeliveriesPerSecond,9:F0} {m.AcknowledgedPerSecond,8:F0} {m.MedianMs,8:F1} {m.P99Ms,8:F1} {m.CpuMicroseconds,8:F2} {m.ServerCores,6:F2} {m.GeneratorCores,5:F2} {m.BytesPerDelivery,7:F0} {m.DeliveriesPerRead,6:F1} {m.KilobytesPerConnection,7:F1} {m.Faults}");
        if (m.P99BeforeMs is { } before) Console.WriteLine($"  before p50 {m.MedianBeforeMs:F1}, p99 {before:F1} ms; with {m.MedianMs:F1}, {m.P99Ms:F1} ms; p99 {m.P99Ms / before:F2} x");
        if (m.Cheers is not { } c) return;
        Console.WriteLine(
            $"  {c.Watchers} watchers: {c.FramesPerSecond:F1} frames/s each of {c.CheersPerFrame:F0} cheers and {c.KilobytesPerFrame:F1} kB, {c.CommitsPerSecond:F1} commits/s; {c.Accepted} acknowledged, {c.Refused} refused, {c.Counted} counted, by {c.Exact} of {c.Watchers} watchers too");
    }
}
