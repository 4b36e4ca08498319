namespace PeerCircle.Server.Demo;

/// <summary>
/// The days of the script: 0 is the last one whose morning talk is over, negative numbers are the working days before it, positive
/// ones those after it. So nothing lies in the future, and nobody talks shop on a Sunday unless it is Sunday now.
/// </summary>
internal sealed class Calendar
{
    /// <summary>On day 0 nothing happens after this.</summary>
    public static readonly TimeOnly MorningEnds = new(8, 55);

    private readonly TimeZoneInfo _zone;
    private readonly DateOnly _today;

    public Calendar(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        _zone = zone;
        _today = DateOnly.FromDateTime(local.DateTime).AddDays(TimeOnly.FromDateTime(local.DateTime) > MorningEnds ? 0 : -1);
    }

    public DateTimeOffset At(int day, TimeOnly at)
    {
        var local = DateOf(day).ToDateTime(at);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local));
    }

    public string NameOf(int day) => DateOf(day).DayOfWeek.ToString();

    private DateOnly DateOf(int day)
    {
        var date = _today;
        for (var left = Math.Abs(day); left > 0;)
        {
            date = date.AddDays(Math.Sign(day));
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) left--;
        }
        return date;
    }
}
