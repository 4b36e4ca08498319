using Microsoft.Extensions.Logging;
using PeerCircle.Client.Conversations;
using PeerCircle.Client.Wire;

namespace PeerCircle.Client.Presence;

/// <summary>What a connection is to be told, and how.</summary>
/// <param name="Key">Equal for what has equal effect.</param>
internal sealed record Standing(string Key, Func<ILink, CancellationToken, Task> CallAsync);

/// <summary>
/// A call whose effect stands as long as the connection: made on each one, again when what is wanted differs from what the connection has, one at a time, and with back-off until
/// it is taken. Nobody waits for it and no failure of it surfaces.
/// </summary>
/// <param name="initial">The key of what a connection has that was told nothing.</param>
/// <param name="gather">How long changes are gathered.</param>
internal sealed class StandingCall(HubCalls calls, string initial, TimeSpan gather, Func<Standing> wanted, TimeProvider time, Backoff backoff, ILogger logger, CancellationToken lifetime)
{
    private readonly Lock _gate = new();
    private ILink? _link;
    private string? _has;
    private long _doubts;
    private Errands<bool>? _errands;

    /// <summary>What is wanted, or the connection, may be another one now.</summary>
    public void Change()
    {
        Errands<bool> errands;
        lock (_gate) errands = _errands ??= new Errands<bool>(_ => RunAsync());
        errands.Ask(true);
    }

    /// <summary>What the connection has is in doubt: it is told anew, even the same.</summary>
    public void Doubt()
    {
        lock (_gate)
        {
            _doubts++;
            _has = null;
        }
        Change();
    }

    private async Task RunAsync()
    {
        try
        {
            if (gather > TimeSpan.Zero) await Task.Delay(gather, time, lifetime).ConfigureAwait(false);
            for (var failures = 0; calls.Link is { } link;)
            {
                var standing = wanted();
                var doubts = Look(link, standing.Key);
                if (doubts is null) return;
                try
                {
                    await standing.CallAsync(link, lifetime).ConfigureAwait(false);
                    Note(link, standing.Key, doubts.Value);
                    failures = 0;
                }
                catch (PeerCircleException later) when (later.Retryable)
                {
                    var delay = backoff.After(failures++);
                    await Task.Delay(later.RetryAfter > delay ? later.RetryAfter.Value : delay, time, lifetime).ConfigureAwait(false);
                }
            }
        }
        catch (LinkLostException)
        {
            // The next connection is told.
        }
        catch (PeerCircleException no)
        {
            logger.ErrandRefused(no.Code);
        }
        catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
        {
            // The client is gone.
        }
        catch (Exception bug)
        {
            logger.ErrandBroke(bug);
        }
    }

    /// <summary>Null when the connection has it already.</summary>
    private long? Look(ILink link, string key)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(link, _link)) (_link, _has) = (link, initial);
            return _has == key ? null : _doubts;
        }
    }

    private void Note(ILink link, string key, long doubts)
    {
        lock (_gate)
        {
            if (ReferenceEquals(link, _link) && doubts == _doubts) _has = key;
        }
    }
}
