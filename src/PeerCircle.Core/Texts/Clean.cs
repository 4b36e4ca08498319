using System.Buffers;
using System.Globalization;
using System.Text;

namespace PeerCircle.Core.Texts;

/// <summary>
/// Cleaning of what people write, as the contract has it (section 1, "Text"). Idempotent: cleaning twice changes nothing. Lengths
/// are UTF-16 code units after cleaning.
/// </summary>
public static class Clean
{
    private static readonly SearchValues<char> TextChanges = SearchValues.Create([.. Controls.Where(c => c is not ('\n' or '\t'))]);
    private static readonly SearchValues<char> LineChanges = SearchValues.Create([.. Controls, .. Between('\u202A', '\u202E'), .. Between('\u2066', '\u2069')]);

    private static IEnumerable<char> Controls => Between('\0', '\u009F').Where(char.IsControl);

    /// <summary>Text of many lines: messages, notes, purposes.</summary>
    public static string Text(string raw) => Trim(Compose(Filter(raw, oneLine: false)));

    /// <summary>One-line fields: names, titles, topics, tags. Line breaks and tabs become spaces, bidirectional overrides go.</summary>
    public static string Line(string raw) => Trim(Compose(Filter(raw, oneLine: true)));

    /// <summary>A text for comparing regardless of case and accents.</summary>
    public static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark) folded.Append(Rune.ToLowerInvariant(rune));
        }
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The folded words of the given texts, each once.</summary>
    public static IReadOnlyList<string> Words(params IEnumerable<string?> texts) =>
        [.. texts.OfType<string>().SelectMany(t => Folded(t).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];

    private static string Filter(string raw, bool oneLine)
    {
        if (!raw.AsSpan().ContainsAny(oneLine ? LineChanges : TextChanges)) return raw;
        var kept = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            var c = raw[i];
            if (c == '\r')
            {
                c = '\n';
                if (i + 1 < raw.Length && raw[i + 1] == '\n') i++;
            }
            if (c is '\n' or '\t') kept.Append(oneLine ? ' ' : c);
            else if (!char.IsControl(c) && !(oneLine && c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))) kept.Append(c);
        }
        return kept.ToString();
    }

    private static IEnumerable<char> Between(char first, char last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);

    private static string Compose(string text) => text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);

    private static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsBlank(text[start])) start++;
        while (end > start && IsBlank(text[end - 1])) end--;
        return text[start..end];
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is (>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF';
}
