using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>T10: a server chosen at random is killed, and comes back, again and again.</summary>
internal sealed class Kills : Scenario
{
    /// <summary>After a kill: until those who were there are elsewhere.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    public override string Name => "T10";

    public override string Title => "a random server is killed, and comes back, every few seconds";

    protected override Task DisturbAsync(Trial trial, Crowd crowd) => NowAndThenAsync(trial);

    /// <summary>One after the other, so that others are there.</summary>
    public static async Task NowAndThenAsync(Trial trial)
    {
        var end = trial.History.Now + (long)trial.Of(TimeSpan.FromSeconds(12), TimeSpan.FromMinutes(5)).TotalMicroseconds;
        while (trial.History.Now < end)
        {
            await trial.LastAsync(trial.Of(trial.Between(1, 3), trial.Between(5, 15)));
            var node = trial.Cluster.Nodes[trial.Chance.Next(trial.Cluster.Nodes.Count)];
            await trial.BreakAsync($"kill server {node.Number}", node.KillAsync);
            await trial.LastAsync(trial.Of(trial.Between(0, 1), trial.Between(0, 3)));
            await node.StartAsync();
        }
    }

    protected override async Task JudgeAsync(Trial trial)
    {
        var kills = trial.History.Entries.Where(e => e.Kind == EntryKind.Fault).Select(e => e.At).ToList();
        var figures = new Figures(trial.History.Entries);
        // Three servers that were all started a moment ago are another matter than one.
        var undisturbed = figures.Acknowledged((from, to) => from > kills[0] && !kills.Exists(k => from < k + Window.TotalMicroseconds && to > k));
        var before = figures.Acknowledged((_, to) => to < kills[0]);
        trial.Say($"outside of {Window.TotalSeconds} s after a kill 99 % of {undisturbed.Count} are acknowledged within {Figures.At(undisturbed, 0.99):F0} ms; before the first kill, by young servers, 99 % of {before.Count} within {Figures.At(before, 0.99):F0} ms");
        if (trial.Size == Size.Full) await trial.HoldsAsync(Figures.At(undisturbed, 0.99) < 1_000, "99 % were not acknowledged within a second");
    }
}
