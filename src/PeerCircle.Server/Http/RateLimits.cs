using System.Collections.Concurrent;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>What is counted, each on its own.</summary>
internal enum RateLimit { Messages, Changes, Requests, Typing, SignIns, SignUps, Circles, Rooms, Directs, Invites }

/// <summary>
/// Token buckets in this node's memory: so many at once, refilled evenly. Never waits, so it may stand before anything whose order
/// counts. Not the library's limiters, since these run on a replaceable clock. Buckets that are full again are forgotten.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(RateLimit Limit, string Key), Bucket> _buckets = new();
    private readonly Limits _limits;
    private readonly TimeProvider _time;
    private readonly ITimer _forgetting;

    public RateLimits(Limits limits, TimeProvider time)
    {
        (_limits, _time) = (limits, time);
        _forgetting = time.CreateTimer(_ => ForgetFull(), null, ForgetEvery, ForgetEvery);
    }

    /// <summary>Takes one, or says how long to wait for it.</summary>
    public Refusal? Take(RateLimit limit, string key)
    {
        var (size, per) = SizeOf(limit);
        var wait = _buckets.GetOrAdd((limit, key), _ => new Bucket(size, _time.GetTimestamp())).Take(size, per, _time);
        return wait == TimeSpan.Zero ? null : new Refusal(ErrorCodes.RateLimited, "That was very much at once. Wait a moment.", Retryable: true, wait);
    }

    public Refusal? Take(RateLimit limit, MemberId member) => Take(limit, member.ToString());

    public void Dispose() => _forgetting.Dispose();

    private (int Size, TimeSpan Per) SizeOf(RateLimit limit) => limit switch
    {
        RateLimit.Messages => (_limits.MessagesPer10Seconds, TimeSpan.FromSeconds(10)),
        RateLimit.Changes => (_limits.ChangesPer10Seconds, TimeSpan.FromSeconds(10)),
        RateLimit.Requests => (_limits.RequestsPer10Seconds, TimeSpan.FromSeconds(10)),
        RateLimit.Typing => (_limits.TypingPer10Seconds, TimeSpan.FromSeconds(10)),
        RateLimit.SignIns => (_limits.SignInsPerAddressPer10Minutes, TimeSpan.FromMinutes(10)),
        RateLimit.SignUps => (_limits.SignUpsPerAddressPerHour, TimeSpan.FromHours(1)),
        RateLimit.Circles or RateLimit.Rooms or RateLimit.Directs or RateLimit.Invites => (_limits.CreationsPerDay, TimeSpan.FromDays(1)),
        _ => throw new ArgumentOutOfRangeException(nameof(limit)),
    };

    private void ForgetFull()
    {
        foreach (var (key, bucket) in _buckets)
        {
            var (size, per) = SizeOf(key.Limit);
            if (bucket.IsFull(size, per, _time)) _buckets.TryRemove(new(key, bucket));
        }
    }

    private sealed class Bucket(double tokens, long at)
    {
        private readonly Lock _gate = new();
        private double _tokens = tokens;
        private long _at = at;

        public TimeSpan Take(int size, TimeSpan per, TimeProvider time)
        {
            lock (_gate)
            {
                Refill(size, per, time);
                if (_tokens < 1) return per * ((1 - _tokens) / size);
                _tokens--;
                return TimeSpan.Zero;
            }
        }

        public bool IsFull(int size, TimeSpan per, TimeProvider time)
        {
            lock (_gate)
            {
                Refill(size, per, time);
                return _tokens >= size;
            }
        }

        private void Refill(int size, TimeSpan per, TimeProvider time)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(size, _tokens + (size * (time.GetElapsedTime(_at, now) / per)));
            _at = now;
        }
    }
}
