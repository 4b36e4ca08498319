using PeerCircle.Faults.Tests.Crowds;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>T42, in small: all ways are bad in turn: far and unsteady, narrow, silent in one direction, reset.</summary>
internal sealed class BadLines : Scenario
{
    public override string Name => "T42";

    public override string Title => "ways to clients, Redis and store are slow, narrow, silent or reset in turn";

    protected override async Task DisturbAsync(Trial trial, Crowd crowd)
    {
        var end = trial.History.Now + (long)trial.Of(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(10)).TotalMicroseconds;
        while (trial.History.Now < end)
        {
            var node = trial.Cluster.Nodes[trial.Chance.Next(trial.Cluster.Nodes.Count)];
            var (name, way) = trial.Chance.Next(3) switch { 0 => ("its clients", node.Clients), 1 => ("Redis", node.Redis), _ => ("the store", node.Store ?? node.Redis) };
            var fault = trial.Chance.Next(5);
            trial.History.AddFault($"server {node.Number}, the way to {name}: {((string[])["far", "narrow", "silent there", "silent back", "reset"])[fault]}");
            switch (fault)
            {
                case 0: way.Delay(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(120)); break;
                case 1: way.Limit(bytesPerSecond: 64 * 1024); break;
                case 2: way.Stall(toClient: false); break;
                case 3: way.Stall(toServer: false); break;
                default: way.Reset(); break;
            }
            await trial.LastAsync(trial.Between(0.5, 2.5));
            way.Mend();
        }
    }
}
