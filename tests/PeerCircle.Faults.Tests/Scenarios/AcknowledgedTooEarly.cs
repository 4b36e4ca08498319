using MongoDB.Bson;
using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Faults.Tests.Invariants;
using Xunit;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>
/// The twin of T18 that must be found out: a store that acknowledges, and lets be shown, what a new primary then takes back. To its clients this is the same as publishing before the
/// commit.
/// </summary>
internal sealed class AcknowledgedTooEarly : Scenario
{
    public override string Name => "T18-twin";

    public override string Title => "a store takes back what it had acknowledged; this must be found";

    public override bool OwnStore => true;

    public override async Task RunAsync(Trial trial)
    {
        await using var crowd = await Crowd.GatherAsync(trial.Cluster, Shape.Small, trial.History, trial.Seed, trial.Cancellation);
        crowd.Begin();
        await crowd.AcknowledgedAsync(100);
        await trial.BreakAsync("the last 20 commits are taken back", () => trial.Cluster.Mongo.FaultAsync(new BsonDocument("rollback", 20), trial.Cancellation));
        await trial.HealAsync();
        await crowd.AcknowledgedAsync(30);
        await crowd.PauseAsync();
        await crowd.SettleAsync(trial.Cancellation);
        var found = Checker.Check(trial.History.Entries, Limits.Patient).Select(v => v.Invariant).Distinct().Order(StringComparer.Ordinal).ToList();
        trial.Say($"found by {string.Join(", ", found)}");
        Assert.Contains("I1", found);
        Assert.Contains("I4", found);
    }

    protected override Task DisturbAsync(Trial trial, Crowd crowd) => Task.CompletedTask;
}
