using PeerCircle.Faults.Tests.Clusters;
using PeerCircle.Faults.Tests.Crowds;
using PeerCircle.Faults.Tests.Invariants;
using Xunit;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>A crowd acts while something is broken and mended; afterwards its history is judged.</summary>
internal abstract class Scenario
{
    /// <summary>Something hangs that takes longer, also on a machine that does much else.</summary>
    private static readonly TimeSpan LongestCi = TimeSpan.FromMinutes(4);

    /// <summary>The same at full size.</summary>
    protected virtual TimeSpan LongestFull => TimeSpan.FromMinutes(25);

    /// <summary>Its number in the catalogue.</summary>
    public abstract string Name { get; }

    /// <summary>What is broken, in a few words.</summary>
    public abstract string Title { get; }

    /// <summary>Whether the store itself is disturbed: then it is one of the scenario's own.</summary>
    public virtual bool OwnStore => false;

    public virtual int Servers => 3;

    /// <summary>Whether each server has a clock that can be moved; then they are no processes of their own.</summary>
    public virtual bool HasClocks => false;

    /// <summary>Added to how the servers find Redis.</summary>
    public virtual string RedisOptions => "";

    /// <summary>Runs on a cluster of healthy servers, and leaves it so.</summary>
    public virtual async Task RunAsync(Trial trial)
    {
        Prepare(trial);
        await using var crowd = await Crowd.GatherAsync(trial.Cluster, ShapeOf(trial), trial.History, trial.Seed, trial.Cancellation);
        crowd.Begin();
        await crowd.AcknowledgedAsync(20);
        await DisturbAsync(trial, crowd);
        await trial.HealAsync();
        await crowd.AcknowledgedAsync(trial.Of(60, 400));
        await crowd.PauseAsync();
        await crowd.SettleAsync(trial.Cancellation);
        trial.Say($"{crowd.Acknowledged} operations acknowledged. {new Figures(trial.History.Entries)}");
        await trial.JudgeAsync(trial.Of(Limits.Patient, Limits.Promised));
        await JudgeAsync(trial);
    }

    /// <summary>On a cluster of its own, from nothing to the verdict.</summary>
    public async Task RunAsync(Size size, int seed, Action<string> say, CancellationToken cancellation)
    {
        await using var cluster = await Cluster.StartAsync(Servers, seed, OwnStore, HasClocks, RedisOptions);
        await RunAsync(cluster, size, seed, say, cancellation);
    }

    /// <summary>On a cluster that others use before and after it, if it needs none of its own; not meanwhile.</summary>
    public async Task RunAsync(Cluster cluster, Size size, int seed, Action<string> say, CancellationToken cancellation)
    {
        say($"{Name}, seed {seed}: {Title}");
        using var longest = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        longest.CancelAfter(size == Size.Ci ? LongestCi : LongestFull);
        var trial = new Trial(Name, cluster, size, seed, say, longest.Token);
        try
        {
            await RunAsync(trial);
        }
        catch (Exception broken) when (broken is not Xunit.Sdk.XunitException || !broken.Message.Contains("The history is in", StringComparison.Ordinal))
        {
            var late = longest.IsCancellationRequested ? $"cut off after {trial.History.Now / 1_000_000} s, in: " : "";
            Assert.Fail($"{Name}, seed {seed}: {late}{broken}\nThe history is in {await trial.KeepAsync()}.");
        }
    }

    protected virtual Shape ShapeOf(Trial trial) => trial.Of(Shape.Small, Shape.Large);

    /// <summary>Whether it may run on servers as all others have them.</summary>
    public bool IsPlain => !OwnStore && !HasClocks && RedisOptions.Length == 0;

    /// <summary>Before anybody comes.</summary>
    protected virtual void Prepare(Trial trial)
    {
    }

    protected abstract Task DisturbAsync(Trial trial, Crowd crowd);

    /// <summary>What must hold besides the invariants.</summary>
    protected virtual Task JudgeAsync(Trial trial) => Task.CompletedTask;
}
