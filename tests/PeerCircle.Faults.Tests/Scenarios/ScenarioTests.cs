using Xunit;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>Those scenarios that have held often enough to stand in everybody's way, at their small size; all of them are run by the command.</summary>
public sealed class ScenarioTests(SharedCluster cluster) : IClassFixture<SharedCluster>
{
    /// <summary>Later than the scenario's own end of patience, after which it says what hung.</summary>
    private const int Timeout = 360_000;

    [Fact(Timeout = Timeout)]
    public Task Killed_servers_lose_and_double_nothing() => RunAsync(new Kills(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task A_store_that_takes_back_what_it_acknowledged_is_found_out() => RunAsync(new AcknowledgedTooEarly(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task What_is_sent_three_times_at_once_is_done_once() => RunAsync(new Threefold(), TestContext.Current.CancellationToken);

    private Task RunAsync(Scenario scenario, CancellationToken cancellation) => cluster.RunAsync(scenario, Seed, cancellation);

    /// <summary>Another one in every run; a failure names it.</summary>
    private static int Seed => Environment.GetEnvironmentVariable("PEERCIRCLE_TEST_SEED") is { Length: > 0 } seed
        ? int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)
        : Random.Shared.Next(1, 100_000);
}
