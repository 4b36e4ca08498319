using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PeerCircle.Load.Peers;

/// <summary>The small programs in .NET that PeerCircle is compared with, each a process of its own: <c>peer KIND PORT [REDIS]</c>.</summary>
internal static class PeerPrograms
{
    /// <summary>What a delivery of PeerCircle's own weighs when it goes alone, with a text of 128 characters: peers broadcast as many bytes.</summary>
    public const int DeliveryBytes = 450;

    public static async Task RunAsync(string kind, string port, string redis)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (kind.StartsWith("signalr", StringComparison.Ordinal)) StockHub.Add(builder.Services, redis);
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        if (kind.StartsWith("signalr", StringComparison.Ordinal)) app.MapHub<StockHub>("/hub", o => o.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets);
        else RawRooms.Map(app, isCoalesced: kind == "raw-coalesced");
        await app.StartAsync();
        Console.WriteLine("ready");
        await app.WaitForShutdownAsync();
    }

    /// <summary>A text as it is broadcast, filled up to what a delivery weighs.</summary>
    public static string Filled(string text, int bytesAround) => text.PadRight(DeliveryBytes - bytesAround, '.');
}
