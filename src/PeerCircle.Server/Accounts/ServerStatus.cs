using PeerCircle.Contracts.Accounts;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Accounts;

/// <summary>How Redis is: <c>ok</c>, <c>unavailable</c> or <c>off</c>.</summary>
internal sealed record RedisStatus(Func<string> Read);

/// <summary>How the server's parts are, asked anew each time.</summary>
internal sealed class ServerStatus(IStore store, RedisStatus redis)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<ServerHealth> ReadAsync(CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        try
        {
            await store.ReadFactsAsync(deadline.Token);
            return new ServerHealth("ok", redis.Read());
        }
        catch (Exception outage) when (outage is StoreUnavailableException || (outage is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new ServerHealth("unavailable", redis.Read());
        }
    }
}
