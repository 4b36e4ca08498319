using PeerCircle.Load.Scenarios;

namespace PeerCircle.Load.Report;

/// <summary>Several processes of one system in one scenario, together: medians, and the range of what counts most.</summary>
internal sealed class Summary(IReadOnlyList<Measurement> processes)
{
    public string System => processes[0].System;

    public string Scenario => processes[0].Scenario;

    public int Processes => processes.Count;

    public long Faults => processes.Sum(p => p.Faults);

    /// <summary>In order of what was first measured.</summary>
    public static IReadOnlyList<Summary> Of(IEnumerable<Measurement> all) => [.. all.GroupBy(m => (m.Scenario, m.System)).Select(g => new Summary([.. g]))];

    public double Median(Func<Measurement, double> value)
    {
        var sorted = processes.Select(value).Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    public (double Least, double Most) Range(Func<Measurement, double> value) => (processes.Min(value), processes.Max(value));
}
