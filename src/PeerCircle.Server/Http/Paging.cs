using System.Globalization;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>The query key <c>limit</c> of lists.</summary>
internal static class Paging
{
    public const int Default = 50;
    public const int Most = 100;

    /// <summary>Over the most it is clamped; below 1 it is invalid; what is no whole number is malformed.</summary>
    public static Outcome<int> Limit(string? raw, int byDefault = Default, int most = Most)
    {
        if (raw is null) return byDefault;
        if (!System.Numerics.BigInteger.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit)) return Refusal.Malformed("limit: must be a whole number.");
        return limit < 1 ? Refusal.Invalid("limit", "must be at least 1.") : limit > most ? most : (int)limit;
    }
}
