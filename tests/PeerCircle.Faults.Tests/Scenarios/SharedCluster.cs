using PeerCircle.Faults.Tests.Clusters;
using Xunit;

namespace PeerCircle.Faults.Tests.Scenarios;

/// <summary>Servers that plain scenarios use one after another; after one that failed, new ones.</summary>
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
        _cluster ??= await Cluster.StartAsync(scenario.Servers, seed);
        try
        {
            await scenario.RunAsync(_cluster, Size.Ci, seed, Say, cancellation);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { } cluster) await cluster.DisposeAsync();
        _cluster = null;
    }

    private static void Say(string what) => TestContext.Current.SendDiagnosticMessage(what);
}
