using PeerCircle.Contracts.Presence;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>Who is connected to one server is seen on the other, also after Redis was lost and came back empty.</summary>
[Collection(Processes.Name)]
public sealed class PresenceTests(TwoServers cluster) : IClassFixture<TwoServers>, IAsyncLifetime
{
    /// <summary>Ten seconds of grace, a lease renewed every ten, everything looked at every fifteen; and a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private Peer _seen = null!;

    public async ValueTask InitializeAsync()
    {
        await cluster.AreAsync("ok");
        _seen = await Peer.JoinAsync(cluster.A.Url, "seen");
        await cluster.Founder.Client.Direct.OpenAsync(_seen.Id, TestContext.Current.CancellationToken);
        await _seen.DisposeAsync();
    }

    [Fact]
    public async Task Coming_going_away_and_leaving_are_seen_on_the_other_server()
    {
        await using var watcher = await Wire.ConnectAsync(cluster.B, cluster.Founder);
        await watcher.WatchAsync(_seen.Id);
        await using var here = await Wire.ConnectAsync(cluster.A, _seen);
        await IsAsync(watcher, PresenceState.Online);
        await here.SetPresenceAsync(PresenceState.Away);
        await IsAsync(watcher, PresenceState.Away);
        await using (await Wire.ConnectAsync(cluster.B, _seen)) await IsAsync(watcher, PresenceState.Online);
        await IsAsync(watcher, PresenceState.Away);
        await here.DisposeAsync();
        await IsAsync(watcher, PresenceState.Offline);
    }

    [Fact]
    public async Task Redis_that_was_lost_and_comes_back_empty_knows_everybody_again()
    {
        await using var here = await Wire.ConnectAsync(cluster.A, _seen);
        await using var watcher = await Wire.ConnectAsync(cluster.B, cluster.Founder);
        await watcher.WatchAsync(_seen.Id);
        await IsAsync(watcher, PresenceState.Online);
        await cluster.Redis.KillAsync();
        await cluster.AreAsync("degraded");
        await watcher.WatchAsync(_seen.Id);
        await IsAsync(watcher, PresenceState.Online);
        await here.SetPresenceAsync(PresenceState.Away);
        await cluster.Redis.StartAsync();
        await cluster.AreAsync("ok");
        await IsAsync(watcher, PresenceState.Away);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task IsAsync(Wire watcher, PresenceState state) =>
        Wait.UntilAsync(() => watcher.Present.LastOrDefault(p => p.MemberId == _seen.Id)?.State == state, Patience, () => $"not {state}, but {string.Join(", ", watcher.Present.Select(p => p.State))}");
}
