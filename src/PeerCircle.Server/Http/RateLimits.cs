using System.Collections.Concurrent;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>What is counted, each on its own.</summary>
internal enum RateLimit { Messages, Changes, Requests, Typing, SignIns, SignUps, Creations }

/// <summary>
/// Token buckets of this node: so many at once, refilled evenly. Nothing is awaited. A bucket that has refilled equals none and is
/// thrown away; beyond <see cref="MostBuckets"/> the fullest go first, which errs towards letting someone through.
/// </summary>
internal sealed class RateLimits(Limits limits, TimeProvider time)
{
    public const int MostBuckets = 200_000;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(RateLimit, string), Bucket> _buckets = new();
    private readonly Lock _sweep = new();
    private DateTimeOffset _swept = time.GetUtcNow();

    /// <summary>How many buckets are kept.</summary>
    public int Count => _buckets.Count;

    /// <summary>Takes one from the bucket of this key (a member's id, an address), or says how long until there is one.</summary>
    public Refusal? Take(RateLimit limit, string key)
    {
        var now = time.GetUtcNow();
        SweepSometimes(now);
        var (most, per) = Rule(limit);
        var bucket = _buckets.GetOrAdd((limit, key), static (_, start) => new Bucket(start.most, start.now), (most, now));
        if (bucket.TryTake(most, per, now) is not { } wait) return null;
        RateMeter.Refused(limit);
        return new Refusal(ErrorCodes.RateLimited, "Too much in too short a time. Wait a little.", Retryable: true, RetryAfter: wait);
    }

    private (int Most, TimeSpan Per) Rule(RateLimit limit) => limit switch
    {
        RateLimit.Messages => (limits.MessagesPer10Seconds, TimeSpan.FromSeconds(10)),
        RateLimit.Changes => (limits.ChangesPer10Seconds, TimeSpan.FromSeconds(10)),
        RateLimit.Requests => (limits.RequestsPer10Seconds, TimeSpan.FromSeconds(10)),
        RateLimit.Typing => (limits.TypingPer10Seconds, TimeSpan.FromSeconds(10)),
        RateLimit.SignIns => (limits.SignInsPerAddressPer10Minutes, TimeSpan.FromMinutes(10)),
        RateLimit.SignUps => (limits.SignUpsPerAddressPerHour, TimeSpan.FromHours(1)),
        RateLimit.Creations => (limits.CreationsPerDay, TimeSpan.FromDays(1)),
        _ => throw new ArgumentOutOfRangeException(nameof(limit)),
    };

    private void SweepSometimes(DateTimeOffset now)
    {
        if (now - _swept < SweepEvery && _buckets.Count < MostBuckets) return;
        if (!_sweep.TryEnter()) return;
        try
        {
            _swept = now;
            foreach (var (key, bucket) in _buckets)
            {
                var (most, per) = Rule(key.Item1);
                if (bucket.Fill(most, per, now) >= 1) _buckets.TryRemove(new(key, bucket));
            }
            if (_buckets.Count < MostBuckets) return;
            var fullest = _buckets.OrderByDescending(b => b.Value.Fill(Rule(b.Key.Item1).Most, Rule(b.Key.Item1).Per, now)).Take(MostBuckets / 4);
            foreach (var bucket in fullest) _buckets.TryRemove(bucket);
        }
        finally
        {
            _sweep.Exit();
        }
    }

    private sealed class Bucket(double start, DateTimeOffset now)
    {
        private double _tokens = start;
        private DateTimeOffset _at = now;

        /// <summary>Null: one is taken. Otherwise the time until there is one.</summary>
        public TimeSpan? TryTake(int most, TimeSpan per, DateTimeOffset now)
        {
            lock (this)
            {
                Refill(most, per, now);
                if (_tokens >= 1)
                {
                    _tokens--;
                    return null;
                }
                return (1 - _tokens) * (per / most);
            }
        }

        /// <summary>How full it is, 0 to 1.</summary>
        public double Fill(int most, TimeSpan per, DateTimeOffset now)
        {
            lock (this)
            {
                Refill(most, per, now);
                return _tokens / most;
            }
        }

        private void Refill(int most, TimeSpan per, DateTimeOffset now)
        {
            if (now <= _at) return;
            _tokens = Math.Min(most, _tokens + (most * ((now - _at) / per)));
            _at = now;
        }
    }
}
