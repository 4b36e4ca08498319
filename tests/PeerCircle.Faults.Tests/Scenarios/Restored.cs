using PeerCircle.Faults.Tests.Clusters;
using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>T19: the store is put back to an earlier time, as a backup does it, while clients know what came after it; the epoch is renewed as the product says.</summary>
internal sealed class Restored : Scenario
{
    public override string Name => "T19";

    public override string Title => "the store is restored from a backup while clients hold what came after it";

    public override bool OwnStore => true;

    protected override async Task DisturbAsync(Trial trial, Crowd crowd)
    {
        var cluster = trial.Cluster;
        var copy = await StoreCopy.TakeAsync(cluster.Mongo.Client.GetDatabase(cluster.Database), trial.Cancellation);
        trial.History.AddFault("a backup is made");
        // So that it is that many changes old.
        await crowd.AcknowledgedAsync(trial.Of(200, 1_000 * crowd.Rooms.Count / 2));
        await crowd.PauseAsync();
        await trial.BreakAsync("all servers are told to stop", () => Task.WhenAll(cluster.Nodes.Select(n => n.EndAsync())));
        await trial.BreakAsync("the backup is restored", () => copy.RestoreAsync(trial.Cancellation));
        var (code, output, error) = await cluster.CommandAsync("renew-epoch");
        await trial.HoldsAsync(code == 0, $"renew-epoch ended with {code}: {output} {error}");
        await Task.WhenAll(cluster.Nodes.Select(n => n.StartAsync()));
        foreach (var member in crowd.Members) await member.SignInAsync(cluster.Nodes[0].Url, trial.Cancellation);
        crowd.Begin();
    }

    protected override async Task JudgeAsync(Trial trial)
    {
        var epochs = trial.History.Entries.Where(e => e.Kind == EntryKind.Cursor).GroupBy(e => e.Who).Select(g => g.Select(e => e.Epoch).Distinct().Count()).ToList();
        await trial.HoldsAsync(epochs.TrueForAll(n => n == 2), "somebody did not come to know another epoch");
    }
}
