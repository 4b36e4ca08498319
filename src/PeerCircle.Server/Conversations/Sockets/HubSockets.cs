using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using PeerCircle.Core;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Conversations.Sockets;

/// <summary>
/// The hub's own transport: WebSockets straight on the upgraded stream. SignalR's own copies what is sent three times and gives it to the system in pieces of 4 kB; here a push
/// is one frame and one write. What is spoken is the same, so that SignalR's clients cannot tell.
/// </summary>
internal sealed class HubSockets : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly Refusal NoWebSocket = Refusal.Invalid("upgrade", "must be to a WebSocket.");

    private readonly ConcurrentDictionary<string, HubSocket> _open = new();
    private readonly ConnectionDelegate _hub;
    private readonly RequestDelegate _accept;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _time;
    private readonly ILogger<HubSockets> _logger;

    public HubSockets(IServiceProvider services, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<HubSockets> logger)
    {
        (_lifetime, _time, _logger) = (lifetime, time, logger);
        _hub = new ConnectionBuilder(services).UseHub<PeerHub>().Build();
        // The hub's own pings keep a connection alive.
        _accept = new ApplicationBuilder(services).UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan }).Use(AcceptAsync).Build();
        lifetime.ApplicationStopping.Register(End);
    }

    /// <summary>Accepts a WebSocket, which <see cref="ServeAsync"/> serves; whoever does not ask for one is refused with 400.</summary>
    public Task EnterAsync(HttpContext http)
    {
        http.Features.Set(new SocketCapture(http.Features, _time));
        return _accept(http);
    }

    /// <summary>
    /// Stands before everything: what lets a connection in has done its work, and is forgotten, before the connection is served from here. Else each would hold all of it as long as it lives.
    /// </summary>
    public async Task ServeAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
            if (http.Features.Get<HubSocket>() is not { } accepted) return;
            await RequestRemains.ForgetAsync(http);
            await RunAsync(accepted);
        }
        finally
        {
            if (http.Features.Get<HubSocket>() is { } ended)
            {
                _open.TryRemove(ended.ConnectionId, out _);
                await ended.DisposeAsync();
            }
        }
    }

    /// <summary>What stock SignalR does for its connections: keep-alive pings, and an end to those that are silent or take nothing.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Beat, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var (_, socket) in _open) Tick(socket);
        }
    }

    /// <summary>Whatever happens to one of them is no matter of the others'.</summary>
    private void Tick(HubSocket socket)
    {
        try
        {
            socket.Tick();
        }
        catch (Exception failure)
        {
            Log.TickFailed(_logger, socket.ConnectionId, failure);
        }
    }

    /// <summary>Without what belongs to the request it came by (its activity, its scopes), which would be set aside and brought back with every call.</summary>
    private Task RunAsync(HubSocket socket)
    {
        using (ExecutionContext.SuppressFlow()) return Task.Run(() => socket.RunAsync(_hub));
    }

    private void End()
    {
        foreach (var (_, socket) in _open) socket.End();
    }

    private async Task AcceptAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Answers.Problem(NoWebSocket).ExecuteAsync(http);
            return;
        }
        var webSocket = await http.WebSockets.AcceptWebSocketAsync();
        var socket = new HubSocket(http, webSocket, http.Features.GetRequiredFeature<SocketCapture>().Stream, _time);
        http.Features.Set(socket);
        _open[socket.ConnectionId] = socket;
        if (_lifetime.ApplicationStopping.IsCancellationRequested) socket.End();
    }
}
