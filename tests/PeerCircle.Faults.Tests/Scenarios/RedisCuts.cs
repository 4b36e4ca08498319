using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Faults.Tests.Histories;
using StackExchange.Redis;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>T15: subscriptions at Redis are cut again and again; then it forgets everything.</summary>
internal sealed class RedisCuts : Scenario
{
    private int _cuts;

    public override string Name => "T15";

    public override string Title => "subscriptions at Redis are cut again and again, and it forgets everything";

    protected override async Task DisturbAsync(Trial trial, Crowd crowd)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{trial.Cluster.Redis.Port},allowAdmin=true");
        var server = redis.GetServers().Single();
        _cuts = trial.Of(10, 50);
        for (var cut = 0; cut < _cuts; cut++)
        {
            var closed = 0L;
            await trial.BreakAsync("cut all subscriptions", async () => closed = await server.ClientKillAsync(clientType: ClientType.PubSub));
            await trial.LastAsync(trial.Of(trial.Between(0.2, 1), trial.Between(0.6, 1.8)));
        }
        await trial.BreakAsync("FLUSHALL", () => server.ExecuteAsync("FLUSHALL"));
    }

    protected override async Task JudgeAsync(Trial trial)
    {
        var clients = trial.History.Entries.Where(e => e.Kind == EntryKind.Online).Select(e => e.Who).Distinct().Count();
        var share = (double)trial.History.Entries.Count(e => e.Kind == EntryKind.Gap) / (clients * _cuts);
        trial.Say($"{share:P2} of the clients had to ask by themselves, a cut");
        await trial.HoldsAsync(share < trial.Of(0.05, 0.01), "too many clients had to ask by themselves");
    }
}
