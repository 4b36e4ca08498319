namespace PeerCircle.Client.Wire;

/// <summary>Full jitter: anything from nothing to a bound that doubles from 0.5 to 20 seconds.</summary>
internal sealed class Backoff(Func<double> jitter)
{
    public TimeSpan After(int failures) => TimeSpan.FromSeconds(jitter() * Math.Min(20, 0.5 * Math.Pow(2, Math.Min(failures, 10))));

    /// <summary>Within a fifth of the given time.</summary>
    public TimeSpan Around(TimeSpan time) => time * (0.8 + (0.4 * jitter()));
}
