using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PeerCircle.Load.Peers;

/// <summary>
/// The least that Kestrel can broadcast with: the upgraded stream of each connection, frames made once for everybody and written as they are. Coalesced, all messages that came
/// while the last round was written go out together, in one write a connection.
/// </summary>
internal static class RawRooms
{
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public static void Map(WebApplication app, bool isCoalesced)
    {
        var rooms = new ConcurrentDictionary<string, RawRoom>();
        app.Run(http => ServeAsync(http, rooms.GetOrAdd(http.Request.Path, _ => new RawRoom(isCoalesced))));
    }

    private static async Task ServeAsync(HttpContext http, RawRoom room)
    {
        var key = System.Text.Encoding.ASCII.GetBytes(http.Request.Headers.SecWebSocketKey + Magic);
#pragma warning disable CA5350 // RFC 6455 has it so; nothing is protected by it.
        http.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(System.Security.Cryptography.SHA1.HashData(key));
#pragma warning restore CA5350
        http.Response.Headers.Upgrade = "websocket";
        await using var stream = await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        await new RawConnection(stream, room).ReadAsync();
    }
}
