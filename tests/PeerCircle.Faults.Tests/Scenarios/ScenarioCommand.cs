using System.Diagnostics;
using System.Globalization;
using PeerCircle.Faults.Tests.Histories;
using PeerCircle.Faults.Tests.Invariants;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>Scenarios at full size: <c>dotnet run -c Release --project tests/PeerCircle.Faults.Tests -- all|T10 [--seed N] [--ci]</c>; and kept histories looked at again: <c>-- check FILE</c>.</summary>
internal static class ScenarioCommand
{
    /// <summary>Whether the arguments are meant for this.</summary>
    public static bool IsMeant(string[] args) => args is ["check", _] || (args is [var name, ..] && Catalogue.Find(name).Count > 0);

    /// <summary>0 when everything held.</summary>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        if (args is ["check", var file]) return await CheckAsync(file, cancellation);
        var seed = Array.IndexOf(args, "--seed") is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : Random.Shared.Next(1, 100_000);
        var size = args.Contains("--ci") ? Size.Ci : Size.Full;
        var failed = 0;
        foreach (var scenario in Catalogue.Find(args[0]).TakeWhile(_ => !cancellation.IsCancellationRequested))
        {
            var watch = Stopwatch.StartNew();
            try
            {
                await scenario.RunAsync(size, seed, Console.WriteLine, cancellation);
                Console.WriteLine($"{scenario.Name}, seed {seed}: holds, after {watch.Elapsed.TotalSeconds:F0} s");
            }
            catch (Exception broken)
            {
                failed++;
                Console.WriteLine($"{scenario.Name}, seed {seed}: FAILED after {watch.Elapsed.TotalSeconds:F0} s\n{broken.Message}");
            }
        }
        return failed == 0 && !cancellation.IsCancellationRequested ? 0 : 1;
    }

    private static async Task<int> CheckAsync(string file, CancellationToken cancellation)
    {
        var entries = await History.LoadAsync(file, cancellation);
        var violations = Checker.Check(entries, Limits.Promised);
        foreach (var violation in violations) Console.WriteLine(violation);
        Console.WriteLine($"{violations.Count} violations. {new Figures(entries)}");
        return violations.Count == 0 ? 0 : 1;
    }
}
