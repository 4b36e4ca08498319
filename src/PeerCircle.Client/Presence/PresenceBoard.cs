using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PeerCircle.Client.Conversations;
using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Presence;

/// <summary>Who is there: of those that somebody watches, while the client is connected. Of somebody who is not in what is shown nothing is known.</summary>
public sealed class PresenceBoard
{
    /// <summary>As many as the server lets one connection watch. Of more, those are known that were asked for last, and of one question its first.</summary>
    public const int MostWatched = 200;

    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);

    /// <summary>How long what was known is shown while it is in doubt, so that a short interruption is not seen.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Interests _interests = new();
    private readonly Dictionary<MemberId, PresenceState> _heard = [];
    private readonly Pulse _changed = new();
    private readonly StandingCall _watching;
    private readonly StandingCall _telling;
    private readonly StatusBoard _status;
    private readonly Action _throwIfOver;
    private readonly TimeProvider _time;
    private readonly CancellationToken _lifetime;
    private ImmutableDictionary<MemberId, PresenceState> _states = ImmutableDictionary<MemberId, PresenceState>.Empty;
    private ImmutableHashSet<MemberId> _asked = ImmutableHashSet<MemberId>.Empty;
    private MemberId _me;
    private long _doubt;
    private bool _isDoubted;
    private volatile bool _isAway;

    internal PresenceBoard(HubCalls calls, StatusBoard status, Action throwIfOver, TimeProvider time, Backoff backoff, ILogger logger, CancellationToken lifetime)
    {
        (_status, _throwIfOver, _time, _lifetime) = (status, throwIfOver, time, lifetime);
        _watching = new StandingCall(calls, "", Gather, () => Watched(calls), time, backoff, logger, lifetime);
        _telling = new StandingCall(calls, nameof(PresenceState.Online), TimeSpan.Zero, Told, time, backoff, logger, lifetime);
    }

    /// <summary>
    /// How present these members are, as far as it is known, and anew after each change; what changes while the reader is busy comes as one. Known are those with whom one shares
    /// a circle, room or direct conversation, as long as this is being read; of nobody anything after 5 seconds without a connection. Ends by <c>auth.required</c> when the session
    /// is over.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyDictionary<MemberId, PresenceState>> WatchAsync(IEnumerable<MemberId> members, [EnumeratorCancellation] CancellationToken cancellation)
    {
        MemberId[] own = [.. members];
        _interests.Add(own);
        _watching.Change();
        try
        {
            ImmutableDictionary<MemberId, PresenceState>? seen = null;
            while (true)
            {
                var (changed, status) = (_changed.Next, _status.Changed.Next);
                _throwIfOver();
                var states = Of(own);
                if (seen is null || states.Count != seen.Count || states.Any(s => !seen.Contains(s))) yield return seen = states;
                else await Task.WhenAny(changed, status).WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _interests.Remove(own);
            _watching.Change();
        }
    }

    /// <summary>Says whether whoever uses this client has gone away for a while; in the beginning they are there. Others see the most present of all that a member is connected with.</summary>
    public void SetAway(bool isAway)
    {
        _isAway = isAway;
        _telling.Change();
    }

    /// <summary>There is a connection, which watches nobody yet.</summary>
    internal void Online(MemberId me)
    {
        lock (_gate)
        {
            // What another member was told is none of this one's business.
            if (_me != me) Replace(ImmutableDictionary<MemberId, PresenceState>.Empty);
            _me = me;
        }
        if (IsAnybodyWatched) _watching.Change();
        _telling.Change();
    }

    /// <summary>The connection is gone: what is known is in doubt.</summary>
    internal void Offline() => BeginDoubt();

    /// <summary>Something may have been missed, or one shares a conversation with others than before.</summary>
    internal void Renew()
    {
        if (!IsAnybodyWatched) return;
        BeginDoubt();
        _watching.Doubt();
    }

    internal void Take(MemberPresence told)
    {
        lock (_gate)
        {
            if (!_asked.Contains(told.MemberId)) return;
            _heard[told.MemberId] = told.State;
            _states = _states.SetItem(told.MemberId, told.State);
        }
        _changed.Fire();
    }

    private bool IsAnybodyWatched => _interests.Chosen(1).Count > 0;

    private ImmutableDictionary<MemberId, PresenceState> Of(MemberId[] members)
    {
        lock (_gate) return _states.RemoveRange(_states.Keys.Except(members));
    }

    private Standing Watched(HubCalls calls)
    {
        var members = _interests.Chosen(MostWatched);
        return new Standing(string.Join(' ', members), async (link, cancellation) =>
        {
            lock (_gate)
            {
                // What is heard from now on is later than the answer.
                _asked = members.ToImmutableHashSet();
                _heard.Clear();
            }
            var answer = await calls.OnceAsync<WatchAnswer>(link, nameof(IPeerHub.Watch), new WatchCall(members), cancellation).ConfigureAwait(false);
            lock (_gate) Replace(answer.Presence.ToImmutableDictionary(p => p.MemberId, p => _heard.GetValueOrDefault(p.MemberId, p.State)));
        });
    }

    private Standing Told()
    {
        var state = _isAway ? PresenceState.Away : PresenceState.Online;
        return new Standing(state.ToString(), async (link, cancellation) =>
        {
            var reply = await link.CallAsync<Reply>(nameof(IPeerHub.SetPresence), new SetPresenceCall(state), cancellation).ConfigureAwait(false);
            if (!reply.Ok) throw PeerCircleException.Of(reply.Error);
        });
    }

    /// <summary>Under the gate.</summary>
    private void Replace(ImmutableDictionary<MemberId, PresenceState> states)
    {
        _states = states;
        _isDoubted = false;
        _doubt++;
        _changed.Fire();
    }

    private void BeginDoubt()
    {
        lock (_gate)
        {
            if (_isDoubted || _states.IsEmpty) return;
            _isDoubted = true;
            _ = ForgetAsync(++_doubt);
        }
    }

    private async Task ForgetAsync(long doubt)
    {
        await Task.Delay(Grace, _time, _lifetime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            if (_doubt == doubt) Replace(ImmutableDictionary<MemberId, PresenceState>.Empty);
        }
    }
}
