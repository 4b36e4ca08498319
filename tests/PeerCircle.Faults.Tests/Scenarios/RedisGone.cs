using PeerCircle.Faults.Tests.Crowds;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>T14: Redis is gone for a while, and comes back empty. Nobody who writes notices.</summary>
internal sealed class RedisGone : Scenario
{
    private long _gone;
    private long _back;

    public override string Name => "T14";

    public override string Title => "Redis is gone, and comes back empty";

    protected override async Task DisturbAsync(Trial trial, Crowd crowd)
    {
        await trial.LastAsync(trial.Of(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15)));
        await trial.BreakAsync("Redis is gone", trial.Cluster.Redis.KillAsync);
        _gone = trial.History.Now;
        for (var n = 0; n < 3; n++)
        {
            // Whoever comes now is let in.
            var late = await Member.JoinAsync(trial.Cluster.Nodes[n % trial.Cluster.Nodes.Count].Url, $"late{n}", trial.Cancellation);
            await using var client = await TracedClient.ConnectAsync(late, [.. trial.Cluster.Nodes.Select(s => s.Url)], n % trial.Cluster.Nodes.Count, [], trial.History, trial.Seed + n, crowd.Epoch, trial.Cancellation);
        }
        await trial.LastAsync(trial.Of(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(15)));
        _back = trial.History.Now;
        await trial.BreakAsync("Redis is back, empty", trial.Cluster.Redis.StartAsync);
    }

    protected override async Task JudgeAsync(Trial trial)
    {
        var figures = new Figures(trial.History.Entries);
        var (before, during) = (figures.Acknowledged((_, to) => to < _gone), figures.Acknowledged((from, to) => from > _gone && to < _back));
        var shown = figures.Shown(at => at > _gone && at < _back);
        trial.Say($"99 % acknowledged within {Figures.At(before, 0.99):F0} ms before and {Figures.At(during, 0.99):F0} ms without Redis; shown everywhere within {Figures.At(shown, 0.99):F0} ms (99 %), {Figures.At(shown, 1):F0} ms (all {shown.Count}) without it");
        await trial.HoldsAsync(during.Count > 0, "nothing was acknowledged without Redis");
        await trial.HoldsAsync(Figures.At(shown, 1) < trial.Of(10_000, 5_000), "what was written without Redis was shown too late");
        if (trial.Size == Size.Full) await trial.HoldsAsync(Figures.At(during, 0.99) < Math.Max(100, 2 * Figures.At(before, 0.99)), "acknowledgements took more than twice as long without Redis");
    }
}
