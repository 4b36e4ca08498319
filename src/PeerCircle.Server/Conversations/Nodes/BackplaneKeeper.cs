using PeerCircle.Server.Presence;
using StackExchange.Redis;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>Finds Redis, and finds it again whenever it was lost.</summary>
internal sealed class BackplaneKeeper(
    Backplane backplane, NodeBus bus, PresenceElsewhere presence, HeadDoubt doubt, ConfigurationOptions options, IServiceProvider services, TimeProvider time, ILogger<BackplaneKeeper> logger) : BackgroundService
{
    /// <summary>All connections ask anew after a return: not more often than this, however often Redis comes and goes.</summary>
    private static readonly TimeSpan BetweenReturns = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends after the first attempt, successful or not: where Redis is there, the first connection is reached by the other nodes.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await _tried.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            var began = time.GetTimestamp();
            try
            {
                await using var nodes = await BackplaneNodes.ConnectAsync(options, services);
                await LiveAsync(nodes, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (_tried.TrySetResult()) Log.BackplaneAway(logger, failure);
                await Task.Delay(BetweenTries * (0.5 + Random.Shared.NextDouble()), time, stoppingToken);
                continue;
            }
            var rest = BetweenReturns - time.GetElapsedTime(began);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, time, stoppingToken);
        }
    }

    /// <summary>One life of the connection to Redis.</summary>
    private async Task LiveAsync(BackplaneNodes nodes, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var running = Task.CompletedTask;
        try
        {
            await bus.SubscribeAsync(nodes);
            running = bus.RunAsync(nodes, ended.Token);
            await presence.JoinAsync(nodes.Redis).WaitAsync(BackplaneNodes.Patience, stopping);
            await backplane.JoinAsync(nodes, stopping);
            if (backplane.IsJoined) Log.BackplaneJoined(logger);
            doubt.Raise();
            _tried.TrySetResult();
            _ = ResyncAsync();
            Log.BackplaneLost(logger, await nodes.Lost.WaitAsync(stopping));
        }
        finally
        {
            backplane.Leave();
            presence.Leave();
            await ended.CancelAsync();
            await running;
            doubt.Raise();
        }
    }

    private async Task ResyncAsync()
    {
        try
        {
            await backplane.ResyncAsync();
        }
        catch (Exception failure)
        {
            Log.SendFailed(logger, failure);
        }
    }
}
