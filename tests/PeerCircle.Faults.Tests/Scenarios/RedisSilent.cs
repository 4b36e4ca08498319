using PeerCircle.Faults.Tests.Crowds;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>T16: between one server and Redis nothing flows any more, one way, the other, or both; and no connection fails.</summary>
internal sealed class RedisSilent : Scenario
{
    private readonly List<(long From, long To)> _silences = [];

    public override string Name => "T16";

    public override string Title => "between one server and Redis nothing flows, one way or both";

    protected override async Task DisturbAsync(Trial trial, Crowd crowd)
    {
        var time = trial.Of(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        foreach (var (toRedis, fromRedis) in ((bool, bool)[])[(true, false), (false, true), (true, true)])
        {
            var node = trial.Cluster.Nodes[trial.Chance.Next(trial.Cluster.Nodes.Count)];
            trial.History.AddFault($"server {node.Number}: {(toRedis ? "nothing goes to Redis" : "")}{(toRedis && fromRedis ? ", " : "")}{(fromRedis ? "nothing comes from Redis" : "")}");
            var from = trial.History.Now;
            node.Redis.Stall(toRedis, fromRedis);
            await trial.LastAsync(time);
            _silences.Add((from, trial.History.Now));
            node.Redis.Mend();
            await trial.Cluster.AreAsync("ok");
        }
    }

    protected override async Task JudgeAsync(Trial trial)
    {
        var shown = new Figures(trial.History.Entries).Shown(at => _silences.Exists(s => at > s.From && at < s.To));
        trial.Say($"while it was silent, shown everywhere within {Figures.At(shown, 0.5):F0} ms (median), {Figures.At(shown, 0.99):F0} ms (99 %), {Figures.At(shown, 1):F0} ms (all {shown.Count})");
        await trial.HoldsAsync(Figures.At(shown, 1) < trial.Of(10_000, 7_500), "what was written meanwhile was shown too late");
    }
}
