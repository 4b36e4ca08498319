using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>One server is farther from the store than the others, so that these have committed again before it has read what they did.</summary>
internal sealed class Outpaced : Scenario
{
    public override string Name => "outpaced";

    public override string Title => "one server is 50 ms away from the store, the others are beside it";

    public override bool OwnStore => true;

    /// <summary>Few rooms, so that servers meet in each.</summary>
    protected override Shape ShapeOf(Trial trial) => trial.Of(Shape.Small with { Rooms = 2 }, Shape.Large with { Rooms = 6 });

    protected override Task DisturbAsync(Trial trial, Crowd crowd)
    {
        trial.History.AddFault("the store is 50 ms away from server 1");
        trial.Cluster.Nodes[0].Store?.Delay(TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(25));
        return trial.LastAsync(trial.Of(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)));
    }

    protected override async Task JudgeAsync(Trial trial)
    {
        var attempts = trial.History.Entries.Count(e => e.Kind == EntryKind.Invoke);
        var busy = trial.History.Entries.Count(e => e.Kind == EntryKind.Info && e.Code == ErrorCodes.ConversationBusy);
        trial.Say($"{busy} of {attempts} attempts were put off since their conversation was busy");
        await trial.HoldsAsync(busy * 100 <= attempts, "more than one of a hundred attempts found its conversation busy");
    }
}
