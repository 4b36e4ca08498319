using System.Text.RegularExpressions;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>People named in a text as <c>&lt;@memberId&gt;</c>.</summary>
internal static partial class Mentions
{
    /// <summary>In order, each once.</summary>
    public static IReadOnlyList<MemberId> In(string text) =>
        !text.Contains("<@", StringComparison.Ordinal) ? []
        : [.. Pattern().Matches(text).Select(m => TypedId.TryParse<MemberId>(m.Groups[1].Value, out var id) ? id : default).Where(id => id != default).Distinct()];

    [GeneratedRegex("<@([0-9a-fA-F-]{36})>")]
    private static partial Regex Pattern();
}
