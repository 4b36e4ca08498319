using PeerCircle.Faults.Tests.Clusters;
using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Server.Tests.Cluster;
using PeerCircle.Server.Tests.Faults;
using StackExchange.Redis;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>
/// T16b: one server listens at a replica of Redis that stops following. Every connection lives and answers; only nothing comes. The server must notice because it does not hear itself.
/// </summary>
internal sealed class LoopbackLost : Scenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public override string Name => "T16b";

    public override string Title => "a server listens at a replica that no longer follows";

    /// <summary>So that it listens on a connection of its own.</summary>
    public override string RedisOptions => ",protocol=resp2";

    protected override async Task DisturbAsync(Trial trial, Crowd crowd)
    {
        var main = trial.Cluster.Redis;
        await using var replica = await RedisProcess.StartAsync(ServerProcess.FreeUrl().Port, "--replicaof", "127.0.0.1", $"{main.Port}");
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{replica.Port},allowAdmin=true");
        var server = admin.GetServers().Single();
        var node = trial.Cluster.Nodes[trial.Chance.Next(trial.Cluster.Nodes.Count)];
        for (var round = 0; round < trial.Of(1, 3); round++)
        {
            await server.ExecuteAsync("REPLICAOF", "127.0.0.1", main.Port);
            await FollowsAsync(trial, server);
            // Of each life of its connection the first leads to the main one, the second, on which it listens, to the replica.
            node.Redis.LeadInTurnTo(main.Port, replica.Port);
            node.Redis.Reset();
            await ListensAsync(trial, server);
            await trial.Cluster.AreAsync("ok");
            var losses = Losses(node);
            trial.History.AddFault($"the replica at which server {node.Number} listens no longer follows");
            await server.ExecuteAsync("REPLICAOF", "NO", "ONE");
            var since = trial.History.Now;
            await trial.UntilAsync(() => Losses(node) > losses, Patience, "the server did not notice");
            trial.Say($"noticed after {(trial.History.Now - since) / 1e6:F1} s");
            await trial.HoldsAsync(node.Output.Any(line => line.Contains("Nothing comes over Redis any more", StringComparison.Ordinal)), "the server lost Redis for another reason");
            await trial.HoldsAsync(trial.History.Now - since < trial.Of(10e6, 4e6), "the server noticed too late");
            node.Redis.LeadTo(main.Port);
            node.Redis.Reset();
            await trial.Cluster.AreAsync("ok");
        }
    }

    private static int Losses(Node node) => node.Output.Count(line => line.Contains("Nothing comes over Redis any more", StringComparison.Ordinal));

    private static async Task FollowsAsync(Trial trial, IServer replica)
    {
        var says = "";
        await trial.UntilAsync(async () => (says = $"{await replica.ExecuteAsync("INFO", "replication")}").Contains("master_link_status:up", StringComparison.Ordinal), Patience, () => says);
    }

    /// <summary>Until the server's own subscription is there.</summary>
    private static Task ListensAsync(Trial trial, IServer replica) =>
        trial.UntilAsync(async () => (await replica.SubscriptionChannelsAsync(RedisChannel.Pattern("*nodes"))).Length > 0, Patience, () => "the server does not listen at the replica");
}
