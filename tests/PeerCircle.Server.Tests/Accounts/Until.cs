using System.Diagnostics;
using Xunit;

namespace PeerCircle.Server.Tests.Accounts;

/// <summary>Waiting for what happens elsewhere, with a deadline.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task<T> FoundAsync<T>(Func<T?> find) where T : class
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Deadline)
        {
            if (find() is { } found) return found;
            await Task.Yield();
        }
        Assert.Fail("It did not happen in time.");
        throw new UnreachableException();
    }
}
