namespace PeerCircle.Core.Texts;

/// <summary>Cleans and measures one field of a request.</summary>
public static class Field
{
    /// <summary>A one-line field of <paramref name="min"/> to <paramref name="max"/> characters.</summary>
    public static Outcome<string> Line(string member, string raw, int min, int max) => Measured(member, Clean.Line(raw), min, max);

    /// <summary>A field of many lines of <paramref name="min"/> to <paramref name="max"/> characters.</summary>
    public static Outcome<string> Text(string member, string raw, int min, int max) => Measured(member, Clean.Text(raw), min, max);

    private static Outcome<string> Measured(string member, string text, int min, int max) =>
        text.Length < min ? Refusal.Invalid(member, min == 1 ? "must not be empty." : $"must be at least {min} characters long.")
        : text.Length > max ? Refusal.Invalid(member, $"must be at most {max} characters long; it has {text.Length}.")
        : text;
}
