using System.Diagnostics;
using Xunit;

namespace PeerCircle.Server.Tests.Faults;

/// <summary>Waiting for what other processes do, with a deadline.</summary>
internal static class Wait
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    /// <summary>Until it is so; else fails and says what there is instead.</summary>
    public static async Task UntilAsync(Func<bool> isSo, TimeSpan deadline, Func<string> otherwise)
    {
        if (!await IsSoAsync(isSo, deadline)) Assert.Fail($"Not within {deadline.TotalSeconds:F1} s: {otherwise()}");
    }

    /// <summary>Whether it comes to be so in time.</summary>
    public static async Task<bool> IsSoAsync(Func<bool> isSo, TimeSpan deadline)
    {
        var watch = Stopwatch.StartNew();
        using var looks = new PeriodicTimer(Between);
        while (!isSo())
        {
            if (watch.Elapsed > deadline) return false;
            await looks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
        return true;
    }
}
