using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace PeerCircle.Server.Conversations.Nodes;

/// <summary>The other nodes, over one life of the connection to Redis. Once lost it is replaced, never mended: nobody knows what it missed.</summary>
internal sealed class BackplaneNodes : IAsyncDisposable
{
    /// <summary>What takes longer is taken for lost; nobody waits longer for Redis.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<Exception?> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BackplaneNodes(IConnectionMultiplexer redis, IServiceProvider services)
    {
        Redis = redis;
        var options = Options.Create(new RedisOptions { ConnectionFactory = _ => Task.FromResult(redis) });
        Manager = ActivatorUtilities.CreateInstance<RedisHubLifetimeManager<PeerHub>>(services, options);
        redis.ConnectionFailed += (_, failed) => Lose(failed.Exception);
        if (!redis.IsConnected) Lose(null);
    }

    public IConnectionMultiplexer Redis { get; }

    public RedisHubLifetimeManager<PeerHub> Manager { get; }

    /// <summary>Whether every connection of this node is subscribed, and nothing has failed.</summary>
    public bool IsWhole => IsSubscribed && !Lost.IsCompleted;

    public bool IsSubscribed { get; set; }

    /// <summary>Ends when something failed, with what it was.</summary>
    public Task<Exception?> Lost => _lost.Task;

    /// <summary>Connects; throws when Redis is not there.</summary>
    public static async Task<BackplaneNodes> ConnectAsync(ConfigurationOptions options, IServiceProvider services) =>
        new(await ConnectionMultiplexer.ConnectAsync(options), services);

    public void Lose(Exception? failure) => _lost.TrySetResult(failure);

    public async ValueTask DisposeAsync()
    {
        // First the connection: with one that hangs, the manager would wait for an answer to each of its farewells.
        await Redis.DisposeAsync();
        try
        {
            Manager.Dispose();
        }
        catch (ObjectDisposedException)
        {
            // Its farewells have nobody to go to any more.
        }
    }
}
