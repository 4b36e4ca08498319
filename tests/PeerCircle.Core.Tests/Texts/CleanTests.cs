using System.Text;
using FsCheck.Xunit;
using PeerCircle.Core.Texts;
using Xunit;

namespace PeerCircle.Core.Tests.Texts;

public sealed class CleanTests
{
    [Theory]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("a\tb", "a\tb")]
    [InlineData("a\0b\u0007c\u001bd\u007fe\u0085f", "abcdef")]
    [InlineData("  a b \n", "a b")]
    [InlineData("\u200b\u200e\u2060\ufeff a \u200f\u3000", "a")]
    [InlineData("a\u200bb", "a\u200bb")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("\u202eevil", "\u202eevil")]
    [InlineData(" \r\n\u200b ", "")]
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    public void Text_keeps_lines_and_loses_control_characters(string raw, string clean) => Assert.Equal(clean, Clean.Text(raw));

    [Theory]
    [InlineData("a\r\nb\tc\nd", "a b c d")]
    [InlineData("a\u202e\u2066b\u2069\u202ac", "abc")]
    [InlineData("\n a \t", "a")]
    [InlineData("\u202e\u200b", "")]
    public void A_line_has_no_breaks_and_no_overrides(string raw, string clean) => Assert.Equal(clean, Clean.Line(raw));

    [Property]
    public bool Cleaning_twice_changes_nothing(string? raw)
    {
        // Lone surrogates are refused before anything is cleaned.
        var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(raw ?? ""));
        var (once, line) = (Clean.Text(text), Clean.Line(text));
        return Clean.Text(once) == once && Clean.Line(line) == line && !line.Contains('\n', StringComparison.Ordinal) && once.IsNormalized();
    }

    [Property]
    public bool What_is_blank_and_what_is_not_stay_apart(int[]? picks)
    {
        const string Alphabet = " \t\r\n\u200b\u2060\ufeff\u202a\u2066\u0000e\u0301\u0338a";
        var text = string.Concat((picks ?? []).Select(p => Alphabet[(int)((uint)p % Alphabet.Length)]));
        var (once, line) = (Clean.Text(text), Clean.Line(text));
        return Clean.Text(once) == once && Clean.Line(line) == line;
    }

    [Theory]
    [InlineData("Zoë MÜLLER", "zoe muller")]
    [InlineData("ÅNGSTRÖM", "angstrom")]
    [InlineData("İstanbul", "istanbul")]
    public void Folding_forgets_case_and_accents(string text, string folded) => Assert.Equal(folded, Clean.Folded(text));

    [Fact]
    public void Words_come_once_and_absent_texts_have_none() => Assert.Equal(["ada", "l.", "acme"], Clean.Words("Ada  L.", null, "ADA\u3000Acme"));
}
