using PeerCircle.Load.Scenarios;

namespace PeerCircle.Load.Report;

/// <summary>The one figure that a scenario is about.</summary>
internal static class Scores
{
    public static Func<Measurement, double> Of(string scenario) => scenario == Scenario.Idle ? m => m.KilobytesPerConnection ?? 0
        : IsCheers(scenario) || IsDisturbed(scenario) ? m => m.P99Ms
        : IsFixed(scenario) ? m => m.CpuMicroseconds
        : scenario == "rooms" ? m => m.AcknowledgedPerSecond
        : m => m.DeliveriesPerSecond;

    public static string NameOf(string scenario) => scenario == Scenario.Idle ? "kB of resident memory for one more idle connection (less is better)"
        : IsCheers(scenario) ? "ms at the 99th percentile of other conversations' deliveries, while one card is cheered at (less is better)"
        : IsDisturbed(scenario) ? $"ms at the 99th percentile of all deliveries, with {scenario} beside them (less is better)"
        : IsFixed(scenario) ? $"µs of processor a delivery, {Scenario.Find(scenario).Rate:0} messages a second to {Scenario.Find(scenario).Lines:N0} (less is better)"
        : scenario == "rooms" ? "acknowledged messages a second, 200 rooms of 10"
        : scenario == "two-servers" ? "deliveries a second, 1,000 receivers on two servers"
        : "deliveries a second, one room of 1,000";

    public static bool IsCheers(string scenario) => CheersSize.Find(scenario) is not null;

    public static bool IsDisturbed(string scenario) => Disturbed.Find(scenario) is not null;

    public static bool IsFixed(string scenario) => scenario != Scenario.Idle && !IsCheers(scenario) && !IsDisturbed(scenario) && Scenario.Find(scenario).Rate is not null;
}
