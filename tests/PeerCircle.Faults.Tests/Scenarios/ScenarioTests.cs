using Xunit;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>Every scenario at its small size, one after another on the same servers unless it needs others.</summary>
public sealed class ScenarioTests(SharedCluster cluster) : IClassFixture<SharedCluster>
{
    private const int Timeout = 180_000;

    [Fact(Timeout = Timeout)]
    public Task Killed_servers_lose_and_double_nothing() => RunAsync(new Kills(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task What_was_shown_and_not_acknowledged_is_acknowledged_elsewhere_as_it_was_shown() => RunAsync(new UnheardReceipts(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task A_server_that_stood_still_brings_nothing_stale() => RunAsync(new Standstill(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task Without_redis_everything_is_acknowledged_and_shown_soon() => RunAsync(new RedisGone(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task Subscriptions_that_are_cut_again_and_again_lose_nothing() => RunAsync(new RedisCuts(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task A_silent_redis_is_noticed() => RunAsync(new RedisSilent(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task A_server_notices_that_it_does_not_hear_itself() => RunAsync(new LoopbackLost(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task What_overtakes_between_servers_is_put_in_order_by_them() => RunAsync(new Overtaken(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task What_a_new_primary_takes_back_was_neither_shown_nor_acknowledged() => RunAsync(new StoreFails(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task A_store_that_takes_back_what_it_acknowledged_is_found_out() => RunAsync(new AcknowledgedTooEarly(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task A_restored_store_is_loaded_anew_by_everybody() => RunAsync(new Restored(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task Clocks_that_are_wrong_and_leap_change_no_order_and_end_no_session() => RunAsync(new Clocks(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task What_is_sent_three_times_at_once_is_done_once() => RunAsync(new Threefold(), TestContext.Current.CancellationToken);

    [Fact(Timeout = Timeout)]
    public Task Bad_lines_lose_and_double_nothing() => RunAsync(new BadLines(), TestContext.Current.CancellationToken);

    private Task RunAsync(Scenario scenario, CancellationToken cancellation) => cluster.RunAsync(scenario, Seed, cancellation);

    /// <summary>Another one in every run; a failure names it.</summary>
    private static int Seed => Environment.GetEnvironmentVariable("PEERCIRCLE_TEST_SEED") is { Length: > 0 } seed
        ? int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)
        : Random.Shared.Next(1, 100_000);
}
