using PeerCircle.Client.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.Faults;

/// <summary>The server is killed in the middle of its work, again and again, under clients that are there all the time.</summary>
[Collection(Processes.Name)]
public sealed class KillTests
{
    private const int Kills = 20;

    [Fact]
    public async Task Kept_once_in_order_and_shown_alike_after_twenty_kills_under_load()
    {
        using var place = new TemporaryDirectory();
        var url = ServerProcess.FreeUrl();
        var server = await ServeAsync(url, place);
        var peers = new List<Peer>();
        using var outbox = new FileOutboxStore(place.File("outbox.json"));
        try
        {
            for (var n = 0; n < 4; n++) peers.Add(await Peer.JoinAsync(url, $"peer{n}", isFirst: n == 0, o => o.Outbox = peers.Count == 0 ? outbox : null));
            await using var work = await Workload.StartAsync(peers);
            for (var kill = 0; kill < Kills; kill++)
            {
                // Everybody is heard in every round, and a round's end comes at another moment of the server's work each time.
                await work.AcknowledgedAsync(10 + (kill * 7 % 13));
                await server.DisposeAsync();
                ServerLog.TellsNothingOfUntilKilled([.. server.Output], work.Secrets);
                server = await ServeAsync(url, place);
            }
            await work.AcknowledgedAsync(10);
            await work.EndsWholeAsync(url);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static Task<ServerProcess> ServeAsync(Uri url, TemporaryDirectory place) => ServerProcess.ServeAsync(url, $"--Storage:Sqlite:Path={place.File("store.db")}");
}
