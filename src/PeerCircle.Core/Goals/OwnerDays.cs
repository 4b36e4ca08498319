namespace PeerCircle.Core.Goals;

/// <summary>Days as they pass for a goal's owner.</summary>
internal static class OwnerDays
{
    private static readonly TimeSpan LongestSkip = TimeSpan.FromHours(26);

    public static DateOnly DayOf(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <summary>
    /// 24:00 of the day: the moment at which the next one has begun. Where the clock leaps over midnight it is the first moment after, where it passes midnight twice the second,
    /// so that a day never ends early.
    /// </summary>
    public static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        if (zone.IsAmbiguousTime(midnight)) return new DateTimeOffset(midnight, zone.GetAmbiguousTimeOffsets(midnight).Min()).ToUniversalTime();
        if (!zone.IsInvalidTime(midnight)) return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();

        // What the clock showed before the leap, going on, names the very moment of the leap.
        var before = midnight - LongestSkip;
        return new DateTimeOffset(midnight, zone.GetUtcOffset(before)).ToUniversalTime();
    }
}
