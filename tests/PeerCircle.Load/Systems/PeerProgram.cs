using PeerCircle.Load.Wires;

namespace PeerCircle.Load.Systems;

/// <summary>One of the small programs that PeerCircle is compared with; <see cref="Kinds"/> names them.</summary>
internal sealed class PeerProgram(string kind) : LoadedSystem
{
    public static IReadOnlyList<string> Kinds { get; } = ["raw", "raw-coalesced", "signalr", "signalr-redis", "socket.io", "socket.io-redis"];

    public override async Task StartAsync(int servers, int rooms)
    {
        var redis = kind.EndsWith("-redis", StringComparison.Ordinal) ? await StartRedisAsync() : "";
        var folder = kind.StartsWith("socket.io", StringComparison.Ordinal) ? await NodeFolder.PrepareAsync("PeerCircle.Load/Peers/socket.io") : "";
        for (var n = 0; n < servers; n++)
        {
            var port = ChildProcess.FreePort();
            await StartServerAsync(port, "ready", folder.Length > 0
                ? ["node", Path.Combine(folder, "server.mjs"), $"{port}", redis]
                : ["dotnet", typeof(PeerProgram).Assembly.Location, "peer", kind, $"{port}", redis]);
        }
    }

    protected override (string Path, string Headers) Address(int number, int room) => kind switch
    {
        "raw" or "raw-coalesced" => ($"/{room}", ""),
        "signalr" or "signalr-redis" => ("/hub", ""),
        _ => ("/socket.io/?EIO=4&transport=websocket", ""),
    };

    protected override Wire Speak(int room) => kind switch
    {
        "raw" or "raw-coalesced" => new RawWire(),
        "signalr" or "signalr-redis" => new StockHubWire($"{room}"),
        _ => new SocketIoWire($"{room}"),
    };
}
