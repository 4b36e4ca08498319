using System.Globalization;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>Numbers in the query of a list.</summary>
internal static class PageSize
{
    /// <summary>The page size asked for, the default without one; over the maximum it is clamped.</summary>
    public static Outcome<int> Read(string? text, int usual, int most)
    {
        if (!Number("limit", text).TryGet(out var number, out var refusal)) return refusal;
        return number is < 1 ? Refusal.Invalid("limit", "must be at least 1.") : (int)Math.Min(number ?? usual, most);
    }

    /// <summary>A whole number, or none.</summary>
    public static Outcome<long?> Number(string name, string? text) =>
        text is null ? (long?)null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : Refusal.Malformed($"{name} is not a number.");
}
