using System.Reflection;
using System.Text;
using PeerCircle.Core.Texts;

namespace PeerCircle.Core.Accounts;

/// <summary>
/// Recognises passwords that guessers try first. At twelve characters and more these are common words, keyboard runs, sequences,
/// repetitions and years put together; so all of that is taken away, and a password of which hardly anything remains is common.
/// </summary>
internal static class CommonPasswords
{
    private const int Enough = 4;
    private const string Disguises = "@4801!3$57";
    private const string Undisguised = "aaboiiesst";

    private static readonly string[] Runs =
    [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
        "qazwsxedcrfvtgbyhnujm", "1q2w3e4r5t6y7u8i9o0p", "!@#$%^&*()",
    ];

    private static readonly string[] Words = ReadWords();

    public static bool Include(string password, string email)
    {
        var folded = Clean.Folded(password);
        if (IsRepeated(folded)) return true;
        var mailbox = Clean.Folded(email.Split('@')[0]);
        string[] own = mailbox.Length >= 3 ? [mailbox, .. mailbox.Split(['.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length >= 3)] : [];
        return Rest(folded, own) < Enough || Rest(Plain(folded), own) < Enough;
    }

    /// <summary>One unit of up to six characters over and over.</summary>
    private static bool IsRepeated(string text) =>
        Enumerable.Range(1, 6).Any(unit => Enumerable.Range(unit, text.Length - unit).All(i => text[i] == text[i - unit]));

    private static string Plain(string folded) =>
        string.Concat(folded.Select(c => Disguises.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? Undisguised[i] : c));

    /// <summary>How many characters no pattern explains. The longest pattern at each place is taken.</summary>
    private static int Rest(string text, string[] own)
    {
        var rest = 0;
        for (var at = 0; at < text.Length;)
        {
            var known = Math.Max(Math.Max(WordAt(text, at, own), WordAt(text, at, Words)), Math.Max(RunAt(text, at), FillAt(text, at)));
            if (known == 0) rest++;
            at += Math.Max(known, 1);
        }
        return rest;
    }

    private static int WordAt(string text, int at, string[] words) =>
        words.Where(w => string.CompareOrdinal(text, at, w, 0, w.Length) == 0).Select(w => w.Length).DefaultIfEmpty().Max();

    /// <summary>Three or more neighbours of a keyboard row or sequence, forwards or backwards, or the same character three times.</summary>
    private static int RunAt(string text, int at)
    {
        var longest = 0;
        foreach (var run in Runs)
        {
            for (var start = run.IndexOf(text[at], StringComparison.Ordinal); start >= 0; start = run.IndexOf(text[at], start + 1))
            {
                longest = Math.Max(longest, Math.Max(Along(text, at, run, start, 1), Along(text, at, run, start, -1)));
            }
        }
        var same = 1;
        while (at + same < text.Length && text[at + same] == text[at]) same++;
        longest = Math.Max(longest, same);
        return longest >= 3 ? longest : 0;
    }

    private static int Along(string text, int at, string run, int start, int step)
    {
        var length = 0;
        while (at + length < text.Length && start >= 0 && start < run.Length && text[at + length] == run[start])
        {
            length++;
            start += step;
        }
        return length;
    }

    /// <summary>What is put before, between and after words: up to four digits, up to three signs or spaces. Longer ones are a secret of their own.</summary>
    private static int FillAt(string text, int at)
    {
        var digits = Length(text, at, char.IsAsciiDigit);
        var signs = Length(text, at, c => !char.IsLetterOrDigit(c));
        return digits is > 0 and <= 4 ? digits : signs is > 0 and <= 3 ? signs : 0;
    }

    private static int Length(string text, int at, Func<char, bool> holds) => text.Skip(at).TakeWhile(holds).Count();

    private static string[] ReadWords()
    {
        using var list = Assembly.GetExecutingAssembly().GetManifestResourceStream("PeerCircle.Core.Accounts.common-words.txt")
            ?? throw new InvalidOperationException("The list of common words is not part of the program.");
        using var reader = new StreamReader(list, Encoding.UTF8);
        return reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
