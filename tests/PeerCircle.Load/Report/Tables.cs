using System.Globalization;
using System.Text;
using PeerCircle.Load.Scenarios;

namespace PeerCircle.Load.Report;

/// <summary>What was measured as Markdown, a table a scenario, each system beside PeerCircle.</summary>
internal static class Tables
{
    public static string Of(IReadOnlyList<Summary> all)
    {
        var text = new StringBuilder();
        foreach (var systems in all.GroupBy(s => s.Scenario))
        {
            var scenario = Scenario.Find(systems.Key);
            List<Summary> some = [.. systems];
            text.Append(scenario switch
            {
                Idle => Resting(scenario, some),
                Cheers => Cheered(scenario, some),
                Disturbed => Beside(scenario, some),
                Posts { Rate: not null } => AtARate(scenario, some),
                Posts => Saturated(scenario, some),
                _ => throw new ArgumentException($"There is no table of {scenario.Name}."),
            });
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string Saturated(Scenario scenario, List<Summary> systems) => Table(
        scenario, systems, ["deliveries/s (range)", "acknowledged/s", "PeerCircle is", "p50 ms", "p99 ms", "µs each", "deliveries a read"],
        s => [Spread(s, scenario.Score.Of), N(s.Median(m => m.AcknowledgedPerSecond)), Ratio(s, systems, scenario.Score.Of), N(s.Median(m => m.MedianMs)), N(s.Median(m => m.P99Ms)), F(s.Median(m => m.CpuMicroseconds)), F(s.Median(m => m.DeliveriesPerRead))]);

    private static string AtARate(Scenario scenario, List<Summary> systems) => Table(
        scenario, systems, ["deliveries/s", "µs each (range)", "PeerCircle is", "p50 ms", "p99 ms", "cores"],
        s => [N(s.Median(m => m.DeliveriesPerSecond)), Spread(s, scenario.Score.Of), Ratio(s, systems, scenario.Score.Of), F(s.Median(m => m.MedianMs)), F(s.Median(m => m.P99Ms)), F(s.Median(m => m.ServerCores))]);

    private static string Resting(Scenario scenario, List<Summary> systems) => Table(
        scenario, systems, ["kB for one more (range)", "PeerCircle is", "cores with 8,000 idle"],
        s => [Spread(s, scenario.Score.Of), Ratio(s, systems, scenario.Score.Of), F(s.Median(m => m.ServerCores))]);

    private static string Cheered(Scenario scenario, List<Summary> systems) => Table(
        scenario, systems, ["cheers/s", "frames/s a watcher", "cheers a frame", "commits/s", "p99 ms elsewhere before", "p99 ms with (range)", "with : before (range)"],
        s => [N(s.Median(m => m.AcknowledgedPerSecond)), F(s.Median(m => m.Cheers?.FramesPerSecond ?? 0)), F(s.Median(m => m.Cheers?.CheersPerFrame ?? 0)), F(s.Median(m => m.Cheers?.CommitsPerSecond ?? 0)),
            F(s.Median(m => m.P99BeforeMs ?? double.NaN)), Spread(s, scenario.Score.Of), Spread(s, Worse)]);

    private static string Beside(Scenario scenario, List<Summary> systems) => Table(
        scenario, systems, ["deliveries/s", "p99 ms before", "p99 ms with (range)", "with : before (range)", "cores"],
        s => [N(s.Median(m => m.DeliveriesPerSecond)), F(s.Median(m => m.P99BeforeMs ?? double.NaN)), Spread(s, scenario.Score.Of), Spread(s, Worse), F(s.Median(m => m.ServerCores))]);

    private static string Table(Scenario scenario, List<Summary> systems, string[] columns, Func<Summary, string[]> cells)
    {
        var text = new StringBuilder($"\n| {scenario.Name} | {string.Join(" | ", columns)} |\n|---|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var system in systems) text.Append(CultureInfo.InvariantCulture, $"| {(system.System == Scenario.Own ? "**PeerCircle**" : system.System)} | {string.Join(" | ", cells(system))} |\n");
        return text.ToString();
    }

    /// <summary>Not a number for what was measured when it was kept otherwise.</summary>
    private static double Worse(Measurement measured) => measured.P99Ms / (measured.P99BeforeMs ?? double.NaN);

    private static string Spread(Summary summary, Func<Measurement, double> value)
    {
        var (least, most) = summary.Range(value);
        return $"{F(summary.Median(value))} ({F(least)}–{F(most)})";
    }

    private static string Ratio(Summary summary, List<Summary> all, Func<Measurement, double> value) =>
        summary.System == Scenario.Own || all.Find(s => s.System == Scenario.Own) is not { } own ? "" : $"{own.Median(value) / summary.Median(value):0.00} ×";

    private static string N(double value) => $"{value:N0}";

    private static string F(double value) => value >= 100 ? N(value) : $"{value:0.0#}";
}
