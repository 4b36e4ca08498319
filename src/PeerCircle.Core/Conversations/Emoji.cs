using System.Globalization;
using System.Text;

namespace PeerCircle.Core.Conversations;

/// <summary>What may be used as a reaction: one extended grapheme cluster that shows a picture, a flag or a keycap.</summary>
public static class Emoji
{
    private const int MaxCharacters = 32;
    private const char VariationSelector16 = '\uFE0F';
    private const int CombiningKeycap = 0x20E3;

    public static bool IsValid(string text)
    {
        if (text.Length is 0 or > MaxCharacters || StringInfo.GetNextTextElementLength(text) != text.Length) return false;
        var runes = text.EnumerateRunes().ToArray();
        if (runes.Contains(Rune.ReplacementChar)) return false;
        return runes.Any(r => EmojiData.IsPictographic(r.Value)) || HasFlag(runes) || IsKeycap(runes);
    }

    /// <summary>The form that distinguishes: U+FE0F does not.</summary>
    public static string Key(string emoji) => emoji.Replace(VariationSelector16.ToString(), "", StringComparison.Ordinal);

    /// <summary>A cluster holds at most one pair of regional indicators.</summary>
    private static bool HasFlag(Rune[] runes) => runes.Count(r => r.Value is >= 0x1F1E6 and <= 0x1F1FF) == 2;

    private static bool IsKeycap(Rune[] runes) =>
        runes.Length is 2 or 3 && runes[^1].Value == CombiningKeycap && runes[0].Value is (>= '0' and <= '9') or '#' or '*'
        && (runes.Length == 2 || runes[1].Value == VariationSelector16);
}
