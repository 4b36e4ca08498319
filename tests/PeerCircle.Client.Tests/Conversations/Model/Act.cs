using FsCheck;
using FsCheck.Fluent;

namespace PeerCircle.Client.Tests.Conversations.Model;

/// <summary>One thing that happens, on the server, on the way or at the client; numbers choose among what is there, by remainder.</summary>
internal sealed record Act(What What, int A, int B)
{
    public override string ToString() => $"{What}({A},{B})";
}

internal enum What
{
    Post, Reply, Edit, Delete, React, MyReact, Restore,
    Push, Reacted, Facts, Answer, Deliver,
    Older, Newer, Around, Thread, Trim, Read, Close, Open, Offline, Online, MyPost, Behind,
}

internal static class Acts
{
    private static readonly (int Weight, What What)[] Weights =
    [
        (12, What.Post), (4, What.Reply), (5, What.Edit), (4, What.Delete), (4, What.React), (4, What.MyReact), (1, What.Restore),
        (22, What.Push), (5, What.Reacted), (3, What.Facts), (14, What.Answer), (16, What.Deliver),
        (3, What.Older), (2, What.Newer), (1, What.Around), (1, What.Thread), (4, What.Trim), (3, What.Read), (1, What.Close), (2, What.Open),
        (1, What.Offline), (3, What.Online), (4, What.MyPost), (1, What.Behind),
    ];

    public static Arbitrary<Act[]> Arbitrary { get; } = Arb.From(Of(Weights), Shrink);

    public static Gen<Act[]> Of((int Weight, What What)[] weights) =>
        (from what in Gen.Frequency(weights.Select(w => (w.Weight, Gen.Constant(w.What))))
         from a in Gen.Choose(0, 30)
         from b in Gen.Choose(0, 30)
         select new Act(what, a, b)).ArrayOf();

    /// <summary>Leaves out runs of acts, the long ones first, then makes the numbers small.</summary>
    private static IEnumerable<Act[]> Shrink(Act[] acts)
    {
        for (var length = acts.Length / 2; length > 0; length /= 2)
            for (var start = 0; start + length <= acts.Length; start += length)
                yield return [.. acts[..start], .. acts[(start + length)..]];
        for (var i = 0; i < acts.Length; i++)
        {
            foreach (var smaller in Smaller(acts[i])) yield return [.. acts[..i], smaller, .. acts[(i + 1)..]];
        }
    }

    private static IEnumerable<Act> Smaller(Act act)
    {
        if (act.A > 0) yield return act with { A = act.A / 2 };
        if (act.B > 0) yield return act with { B = act.B / 2 };
    }
}
