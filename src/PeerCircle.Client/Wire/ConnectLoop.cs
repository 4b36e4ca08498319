using Microsoft.Extensions.Logging;
using PeerCircle.Client.Accounts;
using PeerCircle.Client.Conversations;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Wire;

/// <summary>Keeps a connection for ever: until the client is gone, or the session is over.</summary>
internal sealed class ConnectLoop(ITransport transport, AccountsApi accounts, Driver driver, Action<object> receive, StatusBoard status, TimeSpan heartbeat, TimeProvider time, Backoff backoff, ILogger logger)
{
    /// <summary>A connection that lasted shorter counts as a failed attempt, so that a flapping server is not hammered.</summary>
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan OpenDeadline = TimeSpan.FromSeconds(30), TooManyWait = TimeSpan.FromSeconds(60);

    private volatile LinkLife? _life;
    private bool _begun;

    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var failures = 0; ;)
        {
            status.Current = new ClientStatusFacts(ClientStatus.Connecting);
            var end = await OnceAsync(cancellation).ConfigureAwait(false);
            if (end.SignedOut)
            {
                status.Current = new ClientStatusFacts(ClientStatus.SignedOut, Reason: end.Reason);
                driver.Posts.Abandon();
                driver.Keeper.TellAll();
                return;
            }

            if (end.Lasted >= Stable) failures = 0;
            var delay = backoff.After(failures++);
            if (end.Wait > delay) delay = end.Wait;
            status.Current = new ClientStatusFacts(ClientStatus.Offline, time.GetUtcNow() + delay, end.Reason);
            await Task.Delay(delay, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The session may be over: leaves the connection, and the next handshake will tell.</summary>
    public void DoubtSession() => _life?.Leave();

    private async Task<LinkEnd> OnceAsync(CancellationToken cancellation)
    {
        try
        {
            if (!_begun) await driver.BeginAsync((await accounts.MeAsync(cancellation).ConfigureAwait(false)).Id, cancellation).ConfigureAwait(false);
            _begun = true;
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            logger.ConnectFailed(failed);
            return new LinkEnd(SignedOut: failed is PeerCircleException { Code: ErrorCodes.AuthRequired });
        }

        var life = new LinkLife();
        _life = life;
        try
        {
            await using var link = await OpenAsync(life, cancellation).ConfigureAwait(false);
            return await LiveAsync(link, life, cancellation).ConfigureAwait(false);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            logger.ConnectFailed(failed);
            return life.Ended is null ? new LinkEnd(SignedOut: await IsSignedOutAsync(cancellation).ConfigureAwait(false)) : EndOf(life, TimeSpan.Zero);
        }
        finally
        {
            _life = null;
        }
    }

    /// <summary>The first answer proves that the connection is subscribed: what is read after it misses nothing.</summary>
    private async Task<ILink> OpenAsync(LinkLife life, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(OpenDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var link = await transport.OpenAsync(push => Receive(life, push), either.Token).ConfigureAwait(false);
        try
        {
            await driver.Calls.OnceAsync<SyncAnswer>(link, nameof(IPeerHub.Sync), new SyncCall([]), cancellation).ConfigureAwait(false);
            return link;
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<LinkEnd> LiveAsync(ILink link, LinkLife life, CancellationToken cancellation)
    {
        var since = time.GetTimestamp();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        driver.GoOnline(link);
        status.Current = new ClientStatusFacts(ClientStatus.Online);
        var beating = BeatAsync(end.Token);
        try
        {
            await Task.WhenAny(link.Closed, life.Left).WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            driver.GoOffline();
            await end.CancelAsync().ConfigureAwait(false);
            await beating.ConfigureAwait(false);
        }

        return EndOf(life, time.GetElapsedTime(since));
    }

    private async Task BeatAsync(CancellationToken end)
    {
        try
        {
            while (true)
            {
                await Task.Delay(backoff.Around(heartbeat), time, end).ConfigureAwait(false);
                driver.Heartbeat();
            }
        }
        catch (OperationCanceledException)
        {
            // The connection ended.
        }
    }

    private void Receive(LinkLife life, object push)
    {
        switch (push)
        {
            case SessionEnded ended: life.End(ended.Reason); break;
            case Draining draining: _ = DrainAsync(life, TimeSpan.FromMilliseconds(draining.ReconnectInMs)); break;
            default: receive(push); break;
        }
    }

    private async Task DrainAsync(LinkLife life, TimeSpan wait)
    {
        life.ReconnectAt = time.GetUtcNow() + wait;
        await Task.WhenAny(Task.Delay(wait, time), life.Left).ConfigureAwait(false);
        life.Leave();
    }

    private LinkEnd EndOf(LinkLife life, TimeSpan lasted) => life.Ended switch
    {
        null => new LinkEnd(Lasted: lasted, Wait: life.ReconnectAt is { } at && at > time.GetUtcNow() ? at - time.GetUtcNow() : TimeSpan.Zero),
        SessionEndReason.TooManyConnections => new LinkEnd(Lasted: lasted, Wait: TooManyWait, Reason: life.Ended),
        _ => new LinkEnd(SignedOut: true, Reason: life.Ended),
    };

    private async Task<bool> IsSignedOutAsync(CancellationToken cancellation)
    {
        try
        {
            await accounts.MeAsync(cancellation).ConfigureAwait(false);
            return false;
        }
        catch (PeerCircleException answer)
        {
            return answer.Code == ErrorCodes.AuthRequired;
        }
    }

    /// <summary>How a connection, or the attempt at one, ended.</summary>
    private sealed record LinkEnd(bool SignedOut = false, TimeSpan Lasted = default, TimeSpan Wait = default, SessionEndReason? Reason = null);
}
