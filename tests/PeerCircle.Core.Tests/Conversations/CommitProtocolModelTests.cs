using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace PeerCircle.Core.Tests.Conversations;

/// <summary>Why numbers come from the head and nowhere else.</summary>
public sealed class CommitProtocolModelTests
{
    [Fact]
    public void With_compare_and_set_on_the_head_no_change_is_ever_hidden() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(150), NothingIsHidden(Allocation.CompareAndSetOnTheHead));

    [Fact]
    public void With_compare_and_set_on_the_head_revs_are_dense_and_given_once_in_order() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(150),
        Prop.ForAll(Runs, run =>
        {
            var given = Played(Allocation.CompareAndSetOnTheHead, run).Given;
            Assert.Equal(Enumerable.Range(1, given.Count).Select(i => (long)i), given);
        }));

    [Fact]
    public void With_the_access_in_the_compare_and_set_nobody_commits_after_having_been_removed() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(150),
        Prop.ForAll(Runs, run => Assert.Equal(0, Played(Allocation.CompareAndSetOnTheHead, run).CommitsOfRemoved)));

    [Fact]
    public void The_unique_index_alone_is_found_to_hide_changes()
    {
        var found = Assert.ThrowsAny<Exception>(() =>
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000).WithEndSize(150), NothingIsHidden(Allocation.HighestPlusOneUnderAUniqueIndex)));
        Assert.Contains("Falsifiable", found.Message, StringComparison.Ordinal);
        Assert.Contains("hidden", found.Message, StringComparison.Ordinal);
    }

    private static Property NothingIsHidden(Allocation allocation) => Prop.ForAll(Runs, run =>
    {
        var hidden = Played(allocation, run).Hidden;
        Assert.True(hidden.Count == 0, $"Of message {string.Join(", ", hidden)} a change is hidden.");
    });

    /// <summary>Plays the acts, with the client asking once more at the end.</summary>
    private static CommitProtocolModel Played(Allocation allocation, Run run)
    {
        var model = new CommitProtocolModel(allocation, run.Writers);
        foreach (var act in run.Acts) model.Do(act);
        model.Sync();
        return model;
    }

    private static Arbitrary<Run> Runs { get; } = Arb.From(
        from writers in Gen.Choose(2, 6)
        from acts in Act.ArrayOf()
        select new Run(writers, acts),
        Shrunk);

    private static Gen<ProtocolAct> Act =>
        from what in Gen.Frequency(
            (10, Gen.Constant(ProtocolWhat.Read)),
            (10, Gen.Constant(ProtocolWhat.Commit)),
            (1, Gen.Constant(ProtocolWhat.Crash)),
            (1, Gen.Constant(ProtocolWhat.Remove)),
            (4, Gen.Constant(ProtocolWhat.Sync)))
        from writer in Gen.Choose(0, 5)
        from a in Gen.Choose(0, 30)
        from b in Gen.Choose(0, 2)
        select new ProtocolAct(what, writer, a, b);

    private static IEnumerable<Run> Shrunk(Run run)
    {
        for (var length = run.Acts.Length / 2; length > 0; length /= 2)
            for (var start = 0; start + length <= run.Acts.Length; start += length)
                yield return run with { Acts = [.. run.Acts[..start], .. run.Acts[(start + length)..]] };
        if (run.Writers > 2) yield return run with { Writers = run.Writers - 1 };
    }

    private sealed record Run(int Writers, ProtocolAct[] Acts)
    {
        public override string ToString() => $"{Writers} writers: {string.Join("; ", Acts.AsEnumerable())}";
    }
}
