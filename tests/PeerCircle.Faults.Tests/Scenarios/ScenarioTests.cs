using Xunit;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>Every scenario at its small size, on servers of its own.</summary>
public sealed class ScenarioTests
{
    private const int Timeout = 180_000;

    [Fact(Timeout = Timeout)]
    public Task Killed_servers_lose_and_double_nothing() => RunAsync(new Kills(), TestContext.Current.CancellationToken);

    private static Task RunAsync(Scenario scenario, CancellationToken cancellation) =>
        scenario.RunAsync(Size.Ci, Seed, what => TestContext.Current.SendDiagnosticMessage(what), cancellation);

    /// <summary>Another one in every run; a failure names it.</summary>
    private static int Seed => Environment.GetEnvironmentVariable("PEERCIRCLE_TEST_SEED") is { Length: > 0 } seed
        ? int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)
        : Random.Shared.Next(1, 100_000);
}
