using PeerCircle.Core.Accounts;

namespace PeerCircle.Server.Accounts;

/// <summary>Finishes what requests decided and did not live to carry out, and tidies; at start, and from time to time.</summary>
internal sealed partial class AccountsWorker(
    PendingSteps pending, Housekeeping housekeeping, SignUp signUp, AccountsOptions options, TimeProvider time, ILogger<AccountsWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (options.IsSetupCodeMadeUp) await RunAsync(TellSetupCodeAsync, stoppingToken);
        var tidied = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            await RunAsync(pending.FinishPendingAsync, stoppingToken);
            if (time.GetUtcNow() - tidied >= TidyEvery)
            {
                tidied = time.GetUtcNow();
                await RunAsync(housekeeping.TidyAsync, stoppingToken);
            }
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellSetupCodeAsync(CancellationToken cancellation)
    {
        if (await signUp.IsSetupRequiredAsync(cancellation)) LogSetupCode(options.Rules.SetupCode);
    }

    private async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        try
        {
            await work(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; what is left is found again at the next start.
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(1110, LogLevel.Warning, "This network has no account yet. Its first one takes the set-up code {SetupCode} and becomes administrator.")]
    private partial void LogSetupCode(string? setupCode);

    [LoggerMessage(1111, LogLevel.Error, "Work on accounts in the background failed; it is tried again.")]
    private partial void LogFailed(Exception failure);
}
