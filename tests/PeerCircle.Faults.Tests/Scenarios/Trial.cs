using PeerCircle.Faults.Tests.Clusters;
using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Faults.Tests.Histories;
using PeerCircle.Faults.Tests.Invariants;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>One run of a scenario: where, how large, by which seed; and the verdict on its history.</summary>
internal sealed class Trial(string name, Cluster cluster, Size size, int seed, Action<string> say, CancellationToken cancellation)
{
    private const int MostShown = 12;
    private static readonly TimeSpan Decided = TimeSpan.FromSeconds(60);

    public Cluster Cluster => cluster;

    public Size Size => size;

    public int Seed => seed;

    /// <summary>Decides which fault comes when; the same for the same seed.</summary>
    public Random Chance { get; } = new(seed);

    /// <summary>By the clock on the wall.</summary>
    public DateTimeOffset Began { get; } = DateTimeOffset.UtcNow;

    public History History { get; } = new();

    public CancellationToken Cancellation => cancellation;

    /// <summary>The first where the size is the small one, else the second.</summary>
    public T Of<T>(T ci, T full) => size == Size.Ci ? ci : full;

    public void Say(string what) => say($"{name}, seed {seed}: {what}");

    /// <summary>Breaks something, and writes it down.</summary>
    public Task BreakAsync(string what, Func<Task> act)
    {
        History.AddFault(what);
        return act();
    }

    /// <summary>Goes on for a while as things are.</summary>
    public Task LastAsync(TimeSpan time) => Task.Delay(time, cancellation);

    /// <summary>What a client is told of something that it does again and again; fails when it is told nothing in time.</summary>
    public async Task<DeedAnswer> DecidedAsync(TracedClient client, Deed deed)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Decided);
        try
        {
            return await client.DoAsync(deed, patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            await FailAsync($"not within {Decided.TotalSeconds} s: {client} was not told what became of {deed.Act} {deed.Message}");
            throw;
        }
    }

    /// <summary>Until it is so; else fails, and the history is kept.</summary>
    public async Task UntilAsync(Func<bool> isSo, TimeSpan deadline, string otherwise)
    {
        if (!await Wait.IsSoAsync(isSo, deadline)) await FailAsync($"not within {deadline.TotalSeconds} s: {otherwise}");
    }

    /// <summary>The same of what takes a question to know.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan deadline, Func<string> otherwise)
    {
        using var asks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var end = History.Now + deadline.TotalMicroseconds; !await isSo(); await asks.WaitForNextTickAsync(cancellation))
        {
            if (History.Now > end) await FailAsync($"not within {deadline.TotalSeconds} s: {otherwise()}");
        }
    }

    /// <summary>Between the two, by the seed.</summary>
    public TimeSpan Between(double leastSeconds, double mostSeconds) => TimeSpan.FromSeconds(leastSeconds + (Chance.NextDouble() * (mostSeconds - leastSeconds)));

    /// <summary>Everything works again.</summary>
    public async Task HealAsync()
    {
        await cluster.HealAsync();
        History.Add(new Entry(EntryKind.Heal, "faults"));
    }

    /// <summary>Fails when the history breaks an invariant; then it is kept.</summary>
    public async Task JudgeAsync(Limits limits)
    {
        var entries = History.Entries;
        var violations = Checker.Check(entries, limits);
        if (violations.Count == 0) return;
        await FailAsync($"{violations.Count} violations\n{string.Join('\n', violations.DistinctBy(v => v.Invariant).Concat(violations).Distinct().Take(MostShown))}");
    }

    /// <summary>Fails unless it is so; then the history is kept.</summary>
    public async Task HoldsAsync(bool isSo, string otherwise)
    {
        if (!isSo) await FailAsync(otherwise);
    }

    private async Task FailAsync(string why) => Assert.Fail($"{name}, seed {seed}: {why}\nThe history is in {await KeepAsync()}; -- check FILE looks at it again.");

    /// <summary>Writes the history, and what the servers wrote, beside the program; answers where the history is.</summary>
    public async Task<string> KeepAsync()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "histories", $"{name}-{seed}-{DateTime.UtcNow:HHmmss}.jsonl");
        await History.SaveAsync(path, CancellationToken.None);
        foreach (var node in cluster.Nodes) await File.WriteAllLinesAsync(Path.ChangeExtension(path, $"server{node.Number}.log"), node.Output, CancellationToken.None);
        return path;
    }
}
