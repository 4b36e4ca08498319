using System.Globalization;
using PeerCircle.Core.Accounts;

namespace PeerCircle.Core.Notifications;

/// <summary>A member's quiet hours, in their own time zone.</summary>
internal static class QuietTimes
{
    public static bool IsQuiet(Member member, DateTimeOffset now)
    {
        if (member.QuietHours is not { From: { Length: > 0 } from, To: { Length: > 0 } to }) return false;
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, member.Zone).DateTime);

        // Over midnight where the end is before the beginning.
        return local.IsBetween(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture));
    }
}
