using PeerCircle.Faults.Tests.Crowds;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>T13: a server stands still for a while, and then goes on as though nothing had been.</summary>
internal sealed class Standstill : Scenario
{
    public override string Name => "T13";

    public override string Title => "a server stands still, and goes on";

    protected override async Task DisturbAsync(Trial trial, Crowd crowd)
    {
        foreach (var seconds in trial.Of<int[]>([7], [20, 70]))
        {
            var node = trial.Cluster.Nodes[trial.Chance.Next(trial.Cluster.Nodes.Count)];
            await trial.BreakAsync($"server {node.Number} stands still for {seconds} s", node.SuspendAsync);
            await trial.LastAsync(TimeSpan.FromSeconds(seconds));
            await trial.BreakAsync($"server {node.Number} goes on", node.ResumeAsync);
            await crowd.AcknowledgedAsync(20);
        }
    }
}
