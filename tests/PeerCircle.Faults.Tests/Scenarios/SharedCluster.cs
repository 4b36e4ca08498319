using PeerCircle.Faults.Tests.Clusters;
using Xunit;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>Servers that plain scenarios use one after another. One that fails, or was cut off and is still ending, keeps and ends those that it has; the next one gets new ones.</summary>
public sealed class SharedCluster : IAsyncDisposable
{
    private Cluster? _cluster;

    internal async Task RunAsync(Scenario scenario, int seed, CancellationToken cancellation)
    {
        if (!scenario.IsPlain)
        {
            await scenario.RunAsync(Size.Ci, seed, Say, cancellation);
            return;
        }
        var cluster = Interlocked.Exchange(ref _cluster, null) ?? await Cluster.StartAsync(scenario.Servers, seed);
        try
        {
            await scenario.RunAsync(cluster, Size.Ci, seed, Say, cancellation);
            cluster = Interlocked.Exchange(ref _cluster, cluster);
        }
        finally
        {
            if (cluster is not null) await cluster.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _cluster, null) is { } cluster) await cluster.DisposeAsync();
    }

    private static void Say(string what) => TestContext.Current.SendDiagnosticMessage(what);
}
