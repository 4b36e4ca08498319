using PeerCircle.Contracts.Conversations;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Conversations;

/// <summary>
/// Every second, what other nodes changed: participations and sessions since the last look, with an overlap. So a removal or the
/// end of a session reaches connections here even when no signal does. Also keeps the clock by the store's.
/// </summary>
internal sealed class MembershipSweep(
    IStore store, StoreClock clock, LiveConnections connections, HubConnections arrivals, IDelivery delivery, LiveSessions live, Sessions sessions, ConversationLanes lanes,
    TimeProvider time, ILogger<MembershipSweep> logger) : BackgroundService
{
    private const int MostPerLook = 1_000;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Writes of other nodes may become visible this much after the time they are stamped with.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    /// <summary>How often every live session is asked about, whatever was seen before.</summary>
    private static readonly TimeSpan EverySession = TimeSpan.FromMinutes(1);

    private DateTimeOffset _since = DateTimeOffset.MinValue;
    private long _askedSessions;
    private long _looked = time.GetTimestamp();

    /// <summary>Since the last look that saw everything.</summary>
    public TimeSpan Age => time.GetElapsedTime(Interlocked.Read(ref _looked));

    /// <summary>The first look: sets the clock and the epoch. Before anything is served.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAtClockAsync(cancellationToken);
        _askedSessions = time.GetTimestamp();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // One after the other: a clock that leaps, or a store that is slow, is no reason to look more often.
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure)
            {
                if (!stoppingToken.IsCancellationRequested) Log.SweepFailed(logger, failure);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var now = await LookAtClockAsync(cancellation);
        var since = _since > DateTimeOffset.MinValue ? _since - Overlap : now - Overlap;
        if (connections.IsAnyoneThere)
        {
            await FollowParticipationsAsync(since, cancellation);
            foreach (var ended in (await sessions.ReadEndedSinceAsync(since, cancellation)).GroupBy(e => e.Reason))
            {
                await live.EndedAsync([.. ended.Select(e => e.Session)], ended.Key, cancellation);
            }
            if (time.GetElapsedTime(_askedSessions) >= EverySession) await AskSessionsAsync(cancellation);
        }
        _since = now;
        Interlocked.Exchange(ref _looked, time.GetTimestamp());
    }

    private async Task<DateTimeOffset> LookAtClockAsync(CancellationToken cancellation)
    {
        var asked = time.GetUtcNow();
        var facts = await store.ReadFactsAsync(cancellation);
        if (clock.Adjust(facts, asked, time.GetUtcNow()))
        {
            Log.EpochChanged(logger, facts.Epoch);
            lanes.Forget();
            await arrivals.StartOverAsync(cancellation);
        }
        return facts.Now;
    }

    private async Task FollowParticipationsAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = await store.Conversations.ReadChangedParticipationsAsync(since, MostPerLook, cancellation);
            await delivery.ParticipationsChangedAsync(changed, cancellation);
            if (changed.Count < MostPerLook) return;
            // Many may share one moment: step past it only when the whole look was of that moment.
            since = changed[^1].ChangedAt > since ? changed[^1].ChangedAt : since + TimeSpan.FromMilliseconds(1);
        }
    }

    private async Task AskSessionsAsync(CancellationToken cancellation)
    {
        _askedSessions = time.GetTimestamp();
        foreach (var connection in connections.All.DistinctBy(c => c.Session))
        {
            if (!await sessions.StandsAsync(connection.Session, cancellation)) await live.EndedAsync([connection.Session], SessionEndReason.Ended, cancellation);
        }
    }
}
