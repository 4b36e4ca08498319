using PeerCircle.Contracts.Goals;
using PeerCircle.Core.Goals;
using Xunit;

namespace PeerCircle.Core.Tests.Goals;

/// <summary>Days and windows where clocks and people do not stand still.</summary>
public sealed class RhythmTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28", "2026-03-28T23:00:00Z")] // the night before the clock is put forward, at two
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-29T22:00:00Z")] // a day of 23 hours
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-25T23:00:00Z")] // a day of 25 hours
    [InlineData("America/Santiago", "2026-09-05", "2026-09-06T04:00:00Z")] // midnight does not exist: the clock leaps from it to one
    [InlineData("America/Santiago", "2026-04-04", "2026-04-05T04:00:00Z")] // the hour before midnight comes twice
    [InlineData("America/Havana", "2026-10-31", "2026-11-01T05:00:00Z")] // the hour after midnight comes twice: the second
    [InlineData("Africa/Cairo", "2026-10-29", "2026-10-29T22:00:00Z")] // midnight comes twice: the second
    [InlineData("Pacific/Apia", "2026-07-01", "2026-07-01T11:00:00Z")]
    [InlineData("UTC", "2028-02-28", "2028-02-29T00:00:00Z")]
    public void A_day_ends_when_the_next_has_begun_and_never_early(string zone, string day, string end) =>
        Assert.Equal(At(end), OwnerDays.EndOf(DateOnly.Parse(day, null), Zone(zone)));

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Santiago")]
    [InlineData("Africa/Cairo")]
    [InlineData("Asia/Beirut")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("America/Nuuk")]
    public void Every_day_of_ten_years_ends_after_all_its_moments(string name)
    {
        var zone = Zone(name);
        for (var day = new DateOnly(2020, 1, 1); day.Year < 2030; day = day.AddDays(1))
        {
            var end = OwnerDays.EndOf(day, zone);
            Assert.Equal(day.AddDays(1), OwnerDays.DayOf(end, zone));
            Assert.True(OwnerDays.DayOf(end.AddMinutes(-1), zone) <= day, $"{day}");
            Assert.True(OwnerDays.DayOf(end.AddHours(4), zone) > day, $"{day}");
        }
    }

    [Theory]
    [InlineData(CadenceEvery.Day, "2026-11-29", "2026-11-30", "2026-12-01")]
    [InlineData(CadenceEvery.Week, "2026-12-05", "2026-12-12", "2026-12-19")]
    [InlineData(CadenceEvery.Month, "2026-12-28", "2027-01-28", "2027-02-28")]
    public void Windows_end_one_cadence_after_the_last(CadenceEvery every, string first, string second, string third)
    {
        var window = Rhythm.Begin(every, At("2026-11-28T10:00:00Z"), TimeZoneInfo.Utc);
        foreach (var day in new[] { first, second, third })
        {
            Assert.Equal(OwnerDays.EndOf(DateOnly.Parse(day, null), TimeZoneInfo.Utc), window.ClosesAt);
            window = window.Next(every, TimeZoneInfo.Utc);
        }
    }

    [Fact]
    public void A_month_keeps_its_day_after_a_shorter_one()
    {
        var ends = new List<DateOnly>();
        var window = Rhythm.Begin(CadenceEvery.Month, At("2027-12-31T10:00:00Z"), TimeZoneInfo.Utc);
        for (var month = 0; month < 4; month++)
        {
            ends.Add(OwnerDays.DayOf(window.ClosesAt.AddSeconds(-1), TimeZoneInfo.Utc));
            window = window.Next(CadenceEvery.Month, TimeZoneInfo.Utc);
        }
        Assert.Equal([new(2028, 1, 31), new(2028, 2, 29), new(2028, 3, 31), new(2028, 4, 30)], ends);
    }

    [Fact]
    public void Travel_moves_the_end_of_the_open_window_later_and_never_earlier()
    {
        var berlin = Rhythm.Begin(CadenceEvery.Day, At("2026-11-28T10:00:00Z"), Zone("Europe/Berlin"));
        Assert.Equal(At("2026-11-29T23:00:00Z"), berlin.ClosesAt);
        Assert.Equal(At("2026-11-30T08:00:00Z"), berlin.In(CadenceEvery.Day, Zone("America/Los_Angeles")).ClosesAt);
        Assert.Equal(At("2026-11-29T23:00:00Z"), berlin.In(CadenceEvery.Day, Zone("Asia/Tokyo")).ClosesAt);
        Assert.True(berlin.Next(CadenceEvery.Day, Zone("Asia/Tokyo")).ClosesAt > berlin.ClosesAt);
    }

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
