using Microsoft.Extensions.Logging;
using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>Does background work until it is decided: what may succeed later is repeated with back-off, at once on coming online.</summary>
internal sealed class Repeating(TimeProvider time, Backoff backoff, Pulse online, Action sessionDoubted, ILogger logger, CancellationToken lifetime)
{
    /// <summary>Never throws. <paramref name="refused"/> gets a refusal for good.</summary>
    public async Task UntilDecidedAsync(Func<CancellationToken, Task> work, Action<PeerCircleException>? refused = null)
    {
        try
        {
            for (var failures = 0; ; failures++)
            {
                var comesOnline = online.Next;
                if (await TryAsync(work, refused).ConfigureAwait(false) is not { } later) return;
                await WaitAsync(later.RetryAfter, failures, comesOnline).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
        {
            // The client is gone, and with it who would want to know.
        }
        catch (Exception bug)
        {
            logger.ErrandBroke(bug);
        }
    }

    /// <summary>The same for what somebody waits for.</summary>
    /// <exception cref="PeerCircleException">Refused for good.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        var (answered, answer, refusal) = (false, default(T), default(PeerCircleException));
        await UntilDecidedAsync(
            async ct =>
            {
                answer = await ask(ct).ConfigureAwait(false);
                answered = true;
            },
            no => refusal = no).WaitAsync(cancellation).ConfigureAwait(false);
        if (refusal is not null) throw refusal;
        ObjectDisposedException.ThrowIf(lifetime.IsCancellationRequested, typeof(PeerCircleClient));
        return answered ? answer! : throw new PeerCircleException(ErrorCodes.Internal, "The call broke off; the log says why.");
    }

    private async Task<PeerCircleException?> TryAsync(Func<CancellationToken, Task> work, Action<PeerCircleException>? refused)
    {
        try
        {
            await work(lifetime).ConfigureAwait(false);
            return null;
        }
        catch (PeerCircleException later) when (later.Retryable)
        {
            return later;
        }
        catch (PeerCircleException no)
        {
            if (no.Code == ErrorCodes.AuthRequired) sessionDoubted();
            else if (refused is null) logger.ErrandRefused(no.Code);
            refused?.Invoke(no);
            return null;
        }
    }

    private async Task WaitAsync(TimeSpan? least, int failures, Task comesOnline)
    {
        var delay = backoff.After(failures);
        await Task.WhenAny(Task.Delay(least > delay ? least.Value : delay, time, lifetime), comesOnline).ConfigureAwait(false);
        lifetime.ThrowIfCancellationRequested();
    }
}
