using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>Calls of the hub on the connection there is. Its <see cref="Link"/> is set by who connects.</summary>
internal sealed class HubCalls(TimeProvider time, Backoff backoff, Pulse statusChanged, Func<ClientStatus> status)
{
    /// <summary>A call without an answer for so long is taken for lost.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private volatile ILink? _link;

    public ILink? Link
    {
        get => _link;
        set => _link = value;
    }

    /// <summary>One try. No answer in time is <c>outcome.unknown</c>, which is retryable.</summary>
    public async Task<T> OnceAsync<T>(ILink link, string method, object call, CancellationToken cancellation)
    {
        try
        {
            var reply = await link.CallAsync<Reply<T>>(method, call, cancellation).WaitAsync(Deadline, time, cancellation).ConfigureAwait(false);
            if (reply is { Ok: true, Value: { } value }) return value;
            throw PeerCircleException.Of(reply.Error);
        }
        catch (LinkLostException)
        {
            // A connection that lives on but loses calls is no good: it is closed and made anew.
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        catch (TimeoutException late)
        {
            throw new PeerCircleException(ErrorCodes.OutcomeUnknown, "No answer came in time.", late);
        }
    }

    /// <summary>Waits for a connection and repeats until decided; safe because every call of the hub sets a state or names its id.</summary>
    public async Task<T> UntilDecidedAsync<T>(string method, object call, CancellationToken cancellation)
    {
        ILink? lost = null;
        for (var failures = 0; ;)
        {
            var link = await OnlineAsync(lost, cancellation).ConfigureAwait(false);
            try
            {
                return await OnceAsync<T>(link, method, call, cancellation).ConfigureAwait(false);
            }
            catch (LinkLostException)
            {
                lost = link;
            }
            catch (PeerCircleException later) when (later.Retryable)
            {
                var delay = backoff.After(failures++);
                await Task.Delay(later.RetryAfter > delay ? later.RetryAfter.Value : delay, time, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A call without a value of which nothing depends: once, and only if there is a connection.</summary>
    public async Task TryAsync(string method, object call, CancellationToken cancellation)
    {
        if (_link is not { } link) return;
        try
        {
            await link.CallAsync<Reply>(method, call, cancellation).WaitAsync(Deadline, time, cancellation).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is LinkLostException or PeerCircleException or TimeoutException)
        {
            // It was worth this much.
        }
    }

    /// <summary>Waits for a connection other than the lost one.</summary>
    private async Task<ILink> OnlineAsync(ILink? lost, CancellationToken cancellation)
    {
        while (true)
        {
            var next = statusChanged.Next;
            if (_link is { } link && !ReferenceEquals(link, lost)) return link;
            if (status() == ClientStatus.SignedOut) throw new PeerCircleException(ErrorCodes.AuthRequired, "The session is over.");
            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }
}
