namespace PeerCircle.Storage.Sqlite;

/// <summary>The store's clock, in whole milliseconds: never earlier than a time it gave before, nor than the latest one stored.</summary>
internal sealed class StoreClock(TimeProvider time)
{
    private long _latest = long.MinValue;

    public DateTimeOffset Now()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        while (true)
        {
            var latest = Volatile.Read(ref _latest);
            if (now <= latest)
                return DateTimeOffset.FromUnixTimeMilliseconds(latest);
            if (Interlocked.CompareExchange(ref _latest, now, latest) == latest)
                return DateTimeOffset.FromUnixTimeMilliseconds(now);
        }
    }

    /// <summary>Goes on from the latest time in the store, should the machine's clock have been set back.</summary>
    public void StartFrom(Session session) => _latest = session.Number(
        "SELECT max(at) FROM (SELECT max(changed_at) AS at FROM participations UNION ALL SELECT max(changed_at) FROM documents)") ?? long.MinValue;
}
