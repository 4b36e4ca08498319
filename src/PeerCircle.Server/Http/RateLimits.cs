using System.Collections.Concurrent;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>
/// Token buckets of this node: so many at once, refilled evenly. Nothing is awaited. A bucket that has refilled equals none and is
/// thrown away; beyond <see cref="MostBuckets"/> the fullest go first, which errs towards letting someone through. Nodes tell each other
/// now and then what was taken where, so that together they grant at most one bucket more for each node.
/// </summary>
internal sealed class RateLimits(Limits limits, TimeProvider time)
{
    public const int MostBuckets = 200_000;

    /// <summary>Longer keys come from nowhere in this program.</summary>
    private const int LongestKey = 128;

    /// <summary>Less of a bucket is not worth telling.</summary>
    private const int ToldInTenths = 10;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<RateLimit, RateRule> _rules = Enum.GetValues<RateLimit>().ToDictionary(l => l, l => RateRule.Of(l, limits));
    private readonly ConcurrentDictionary<(RateLimit, string), Bucket> _buckets = new();
    private readonly ConcurrentQueue<((RateLimit Limit, string Key) Of, Bucket Bucket)> _noted = new();
    private readonly Lock _sweep = new();
    private DateTimeOffset _swept = time.GetUtcNow();
    private volatile int _apart = 1;

    /// <summary>How many buckets are kept.</summary>
    public int Count => _buckets.Count;

    /// <summary>Among how many nodes, this one counted, limits are shared out that do not hear of each other; 1 while all do.</summary>
    public int Apart
    {
        get => _apart;
        set => _apart = value;
    }

    /// <summary>Whether there may be others to tell.</summary>
    public bool IsShared { get; set; }

    /// <summary>Takes one from the bucket of this key (a member's id, an address), or says how long until there is one.</summary>
    public Refusal? Take(RateLimit limit, string key)
    {
        var now = time.GetUtcNow();
        SweepSometimes(now);
        var rule = Rule(limit);
        var bucket = Find(limit, key, rule, now);
        if (bucket.TryTake(rule.Most, rule.Per, now) is not { } wait)
        {
            if (IsShared && !bucket.IsNoted && bucket.Untold * ToldInTenths >= rule.Most) Note(limit, key, bucket);
            return null;
        }
        RateMeter.Refused(limit);
        return new Refusal(ErrorCodes.RateLimited, "Too much in too short a time. Wait a little.", Retryable: true, RetryAfter: wait);
    }

    /// <summary>What was taken here since it was asked last; of very much the rest next time.</summary>
    public IReadOnlyList<RateSpent> TakeSpent(int most)
    {
        var (now, spent) = (time.GetUtcNow(), new List<RateSpent>());
        while (spent.Count < most && _noted.TryDequeue(out var noted))
        {
            var rule = Rule(noted.Of.Limit);
            if (noted.Bucket.TakeUntold(rule.Most, rule.Per, now) is > 0 and var count) spent.Add(new(noted.Of.Limit, noted.Of.Key, count));
        }
        return spent;
    }

    /// <summary>Another node says that this was taken there. What no node can have said is passed over; for one word of it nobody is refused longer than a bucket takes to fill.</summary>
    public void Owe(IEnumerable<RateSpent> elsewhere)
    {
        var now = time.GetUtcNow();
        foreach (var (limit, key, count) in elsewhere)
        {
            if (count <= 0 || key.Length is 0 or > LongestKey || !_rules.ContainsKey(limit)) continue;
            SweepSometimes(now);
            var rule = Rule(limit);
            Find(limit, key, rule, now).Owe(count, rule.Most, rule.Per, now);
        }
    }

    private RateRule Rule(RateLimit limit) => _rules[limit].Among(_apart);

    private Bucket Find(RateLimit limit, string key, RateRule rule, DateTimeOffset now) =>
        _buckets.GetOrAdd((limit, key), static (_, start) => new Bucket(start.Most, start.now), (rule.Most, now));

    private void Note(RateLimit limit, string key, Bucket bucket)
    {
        bucket.IsNoted = true;
        _noted.Enqueue(((limit, key), bucket));
    }

    private void SweepSometimes(DateTimeOffset now)
    {
        if (now - _swept < SweepEvery && _buckets.Count < MostBuckets) return;
        if (!_sweep.TryEnter()) return;
        try
        {
            _swept = now;
            foreach (var (key, bucket) in _buckets)
            {
                if (FillOf(key, bucket, now) >= 1) _buckets.TryRemove(new(key, bucket));
            }
            if (_buckets.Count < MostBuckets) return;
            var fullest = _buckets.OrderByDescending(b => FillOf(b.Key, b.Value, now)).Take(MostBuckets / 4);
            foreach (var bucket in fullest) _buckets.TryRemove(bucket);
        }
        finally
        {
            _sweep.Exit();
        }
    }

    private double FillOf((RateLimit Limit, string) key, Bucket bucket, DateTimeOffset now) => Rule(key.Limit) is var rule ? bucket.Fill(rule.Most, rule.Per, now) : 0;
}
