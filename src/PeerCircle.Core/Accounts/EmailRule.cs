using PeerCircle.Core.Texts;

namespace PeerCircle.Core.Accounts;

/// <summary>What is taken as an e-mail address. Whether it exists only a letter could tell, so little is asked of its form.</summary>
internal static class EmailRule
{
    private const int MostCharacters = 254;

    public static Outcome<string> Check(string raw)
    {
        if (!Field.Line("email", raw, 1, MostCharacters).TryGet(out var email, out var refusal)) return refusal;
        var at = email.IndexOf('@', StringComparison.Ordinal);
        var formed = at > 0 && at == email.LastIndexOf('@') && at < email.Length - 1 && !email.Any(char.IsWhiteSpace);
        return formed ? email : Refusal.Invalid("email", "must be an e-mail address.");
    }
}
