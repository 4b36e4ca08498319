using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>T17: between the servers messages take a random time, so that what was written later at one arrives before what was written earlier at another.</summary>
internal sealed class Overtaken : Scenario
{
    public override string Name => "T17";

    public override string Title => "between servers messages take up to 200 ms, each another time";

    /// <summary>Few rooms, so that servers meet in each.</summary>
    protected override Shape ShapeOf(Trial trial) => trial.Of(Shape.Small with { Rooms = 2 }, Shape.Large with { Rooms = 6 });

    protected override Task DisturbAsync(Trial trial, Crowd crowd)
    {
        trial.History.AddFault("Redis is up to 200 ms away");
        foreach (var node in trial.Cluster.Nodes) node.Redis.Delay(TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
        return trial.LastAsync(trial.Of(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(60)));
    }

    protected override async Task JudgeAsync(Trial trial)
    {
        var gaps = trial.History.Entries.Count(e => e.Kind == EntryKind.Gap);
        var pushes = trial.History.Entries.Count(e => e.Kind == EntryKind.Deliver);
        trial.Say($"{gaps} times a client had to ask by itself, at {pushes} pushes");
        await trial.HoldsAsync(gaps == 0, "clients had to ask by themselves");
    }
}
