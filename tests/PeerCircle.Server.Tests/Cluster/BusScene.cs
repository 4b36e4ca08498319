using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>
/// A room with one member at each of two servers. Bare connections, which ask for nothing, so that whatever comes was brought by the servers; and none of them ever sees a gap.
/// </summary>
public abstract class BusScene(TwoServers cluster) : IAsyncLifetime
{
    /// <summary>Twice what is promised: the machine may be busy.</summary>
    protected static readonly TimeSpan Promised = TimeSpan.FromSeconds(10);

    private readonly List<Peer> _peers = [];

    private protected TwoServers Cluster => cluster;

    protected ConversationId Room { get; private set; }

    /// <summary>Whoever is at the first server.</summary>
    private protected Wire Here { get; private set; } = null!;

    /// <summary>Whoever is at the second.</summary>
    private protected Wire There { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await cluster.AreAsync("ok");
        var room = await cluster.Founder.Client.Rooms.CreateAsync(new RoomBody("Both", "Who is where?", []), TestContext.Current.CancellationToken);
        Room = room.ConversationId;
        foreach (var server in (ServerProcess[])[cluster.A, cluster.B])
        {
            var peer = await Peer.JoinAsync(server.Url, "member");
            await peer.Client.Rooms.JoinAsync(room.Id, TestContext.Current.CancellationToken);
            _peers.Add(peer);
        }
        Here = await Wire.ConnectAsync(cluster.A, _peers[0]);
        There = await Wire.ConnectAsync(cluster.B, _peers[1]);
    }

    public async ValueTask DisposeAsync()
    {
        cluster.RedisForA.Mend();
        cluster.RedisForB.Mend();
        await Here.DisposeAsync();
        await There.DisposeAsync();
        foreach (var peer in _peers) await peer.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task WriteAsync(Wire by, string text, TimeSpan deadline)
    {
        Assert.NotNull((await by.PostAsync(Room, text)).Value);
        await HearsAsync(Here, text, deadline);
        await HearsAsync(There, text, deadline);
    }

    private protected static Task HearsAsync(Wire wire, string text, TimeSpan deadline) => Wait.UntilAsync(() => wire.Heard(text), deadline, () => $"{text} was not heard; up to {wire.Pushed.LastOrDefault()?.To}");

    /// <summary>Who was there all the time was pushed everything that the log has since then, in order and without a gap.</summary>
    private protected async Task EndsAlikeAsync(params Wire[] wires)
    {
        var log = (await _peers[1].HistoryAsync(Room)).Where(m => m.Kind == MessageKind.Text).Select(m => (m.Seq, m.Text)).ToList();
        foreach (var wire in wires is [] ? [Here, There] : wires)
        {
            await HearsAsync(wire, log[^1].Text!, Promised);
            wire.HeardWithoutGap(Room);
            Assert.Equal(log, wire.Pushed.Where(p => p.ConversationId == Room).SelectMany(p => p.Messages).Where(m => m.Kind == MessageKind.Text).DistinctBy(m => m.Id).Select(m => (m.Seq, m.Text)));
        }
    }
}
