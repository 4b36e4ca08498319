using System.Diagnostics;

namespace PeerCircle.Load.Generator;

/// <summary>So many a second, evenly, each due at its time whatever comes back.</summary>
/// <param name="send">Given its number, from 0, and when it was due, in ticks of <see cref="Stopwatch"/>.</param>
internal sealed class Pacing(double perSecond, Action<long, long> send)
{
    private long _began;
    private long _sent;

    public void Begin(long now) => (_began, _sent) = (now, 0);

    public void SendDue(long now)
    {
        while (_began + (long)(_sent * Stopwatch.Frequency / perSecond) is var due && due <= now) send(_sent++, due);
    }
}
