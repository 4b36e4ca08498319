namespace PeerCircle.Server.Http;

/// <summary>A token bucket: so many at once, refilled evenly.</summary>
internal sealed class Bucket(double start, DateTimeOffset now)
{
    private double _tokens = start;
    private DateTimeOffset _at = now;
    private int _untold;

    /// <summary>Whether it is noted that the others are to be told of it. Set by who notes it.</summary>
    public bool IsNoted { get; set; }

    /// <summary>Null: one is taken. Otherwise the time until there is one.</summary>
    public TimeSpan? TryTake(int most, TimeSpan per, DateTimeOffset now)
    {
        lock (this)
        {
            Refill(most, per, now);
            if (_tokens < 1) return (1 - _tokens) * (per / most);
            _tokens--;
            _untold++;
            return null;
        }
    }

    /// <summary>Puts one back that was taken for nothing.</summary>
    public void GiveBack()
    {
        lock (this) _tokens++;
    }

    /// <summary>Takes what was taken elsewhere, whether or not it is there. What is owed is at most a bucket.</summary>
    public void Owe(int count, int most, TimeSpan per, DateTimeOffset now)
    {
        lock (this)
        {
            Refill(most, per, now);
            _tokens = Math.Max(-most, _tokens - Math.Min(count, 2 * most));
        }
    }

    /// <summary>How much was taken here that the others were not told, and still counts.</summary>
    public int Untold
    {
        get
        {
            lock (this) return _untold;
        }
    }

    /// <summary>The same, as though they were told now.</summary>
    public int TakeUntold(int most, TimeSpan per, DateTimeOffset now)
    {
        lock (this)
        {
            Refill(most, per, now);
            // What has refilled since is nobody's concern.
            var untold = Math.Min(_untold, (int)Math.Ceiling(most - _tokens));
            _untold = 0;
            IsNoted = false;
            return untold;
        }
    }

    /// <summary>How full it is: at most 1, below 0 while something is owed.</summary>
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
        if (now > _at)
        {
            _tokens += most * ((now - _at) / per);
            _at = now;
        }
        _tokens = Math.Min(most, _tokens);
    }
}
