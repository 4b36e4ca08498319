using PeerCircle.Contracts.Goals;

namespace PeerCircle.Core.Goals;

/// <summary>
/// The open window of a goal: its number from an anchor, the first day of the count, so that months keep their day after a shorter one.
/// </summary>
/// <param name="ClosesAt">Its end as it was when it opened; travel may move it later, never earlier.</param>
/// <param name="IsAnswered">It has a check-in.</param>
/// <param name="IsReminded">Its owner was reminded.</param>
/// <param name="Misses">Windows without a check-in that ended just before it, one after the other.</param>
public sealed record Rhythm(DateOnly Anchor, int Number, DateTimeOffset OpenedAt, DateTimeOffset ClosesAt, bool IsAnswered = false, bool IsReminded = false, int Misses = 0)
{
    /// <summary>Windows missed one after the other that make a goal dormant.</summary>
    public const int MostMisses = 3;

    private const double RemindedAfter = 0.8;

    /// <summary>The first window of a count that begins today.</summary>
    public static Rhythm Begin(CadenceEvery every, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = OwnerDays.DayOf(now, zone);
        return new Rhythm(today, 1, now, OwnerDays.EndOf(DayOf(today, 1, every), zone));
    }

    /// <summary>When its owner is reminded: at four fifths.</summary>
    public DateTimeOffset RemindAt => OpenedAt + ((ClosesAt - OpenedAt) * RemindedAfter);

    /// <summary>With its end moved later where the owner's present zone has it later.</summary>
    public Rhythm In(CadenceEvery every, TimeZoneInfo zone) => OwnerDays.EndOf(DayOf(Anchor, Number, every), zone) is var end && end > ClosesAt ? this with { ClosesAt = end } : this;

    /// <summary>The window after this one, which has ended.</summary>
    public Rhythm Next(CadenceEvery every, TimeZoneInfo zone)
    {
        var end = OwnerDays.EndOf(DayOf(Anchor, Number + 1, every), zone);
        return new Rhythm(Anchor, Number + 1, ClosesAt, end > ClosesAt ? end : ClosesAt.AddDays(1), Misses: IsAnswered ? 0 : Misses + 1);
    }

    /// <summary>The last day of a window.</summary>
    private static DateOnly DayOf(DateOnly anchor, int number, CadenceEvery every) => every switch
    {
        CadenceEvery.Day => anchor.AddDays(number),
        CadenceEvery.Week => anchor.AddDays(7 * number),
        _ => anchor.AddMonths(number),
    };
}
