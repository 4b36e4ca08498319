using PeerCircle.Core.Storage.Steps;

namespace PeerCircle.Server.Circles;

/// <summary>
/// Finishes what requests decided and did not live to carry out: at start all of it, then what is older than a request takes. Any
/// number of nodes may do this at once.
/// </summary>
internal sealed partial class SettleWorker<T>(T owned, TimeProvider time, ILogger<SettleWorker<T>> logger) : BackgroundService where T : class, ISettling
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static string Kind => typeof(T) is { IsGenericType: true } kind ? kind.GetGenericArguments()[0].Name : typeof(T).Name;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var age = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(() => SettleAsync(age, stoppingToken), stoppingToken);
            age = Grace;
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SettleAsync(TimeSpan age, CancellationToken stopping)
    {
        string? next = null;
        do
        {
            (var ids, next) = await owned.ListPendingAsync(age, next, stopping);
            foreach (var id in ids) await TryAsync(() => SettleAsync(id, stopping), stopping);
        }
        while (next is not null);
    }

    private async Task SettleAsync(Guid id, CancellationToken stopping)
    {
        if ((await owned.SettleAsync(id, stopping)).Refusal is { } refusal) LogLeft(Kind, id, refusal.Code);
        else LogSettled(Kind, id);
    }

    /// <summary>One that fails keeps no other from being settled.</summary>
    private async Task TryAsync(Func<Task> work, CancellationToken stopping)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; what is left is found again at the next start.
        }
        catch (Exception failure)
        {
            LogFailed(Kind, failure);
        }
    }

    [LoggerMessage(3001, LogLevel.Information, "Finished what was left of {Kind} {Id}")]
    private partial void LogSettled(string kind, Guid id);

    [LoggerMessage(3002, LogLevel.Warning, "What was left of {Kind} {Id} could not be finished yet: {Code}")]
    private partial void LogLeft(string kind, Guid id, string code);

    [LoggerMessage(3003, LogLevel.Error, "Finishing what was left of a {Kind} failed; it is tried again")]
    private partial void LogFailed(string kind, Exception failure);
}
