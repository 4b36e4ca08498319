using System.Globalization;
using PeerCircle.Core.Accounts;

namespace PeerCircle.Core.Notifications;

/// <summary>A member's quiet hours, in their own time zone.</summary>
internal static class QuietTimes
{
    /// <summary>When those end that it is now; null when it is none. Where the clock shows the end twice it is the next of them.</summary>
    public static DateTimeOffset? EndOf(Member member, DateTimeOffset now)
    {
        if (member.QuietHours is not { From: { Length: > 0 } from, To: { Length: > 0 } to }) return null;
        var local = TimeZoneInfo.ConvertTime(now, member.Zone).DateTime;
        var end = TimeOnly.Parse(to, CultureInfo.InvariantCulture);

        // Over midnight where the end is before the beginning.
        if (!TimeOnly.FromDateTime(local).IsBetween(TimeOnly.Parse(from, CultureInfo.InvariantCulture), end)) return null;
        var day = DateOnly.FromDateTime(local);
        var endsAt = (TimeOnly.FromDateTime(local) < end ? day : day.AddDays(1)).ToDateTime(end);
        IEnumerable<TimeSpan> offsets = member.Zone.IsAmbiguousTime(endsAt) ? member.Zone.GetAmbiguousTimeOffsets(endsAt) : [member.Zone.GetUtcOffset(endsAt)];
        return offsets.Select(o => new DateTimeOffset(endsAt, o).ToUniversalTime()).Order().First(e => e > now);
    }
}
