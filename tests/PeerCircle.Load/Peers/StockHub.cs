using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace PeerCircle.Load.Peers;

/// <summary>SignalR as its documentation has it: groups, MessagePack, no store; with or without the Redis backplane.</summary>
internal sealed class StockHub : Hub
{
    /// <summary>Bytes of a delivery that are not its text: those of the frame, the invocation and its target.</summary>
    private const int BytesAround = 16;

    public static void Add(IServiceCollection services, string redis)
    {
        var signalR = services.AddSignalR().AddMessagePackProtocol();
        if (redis.Length > 0) signalR.AddStackExchangeRedis(options => options.Configuration = ConfigurationOptions.Parse(redis));
    }

    public Task Join(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

    public Task Post(string room, string text) => Clients.Group(room).SendAsync("m", PeerPrograms.Filled(text, BytesAround));
}
