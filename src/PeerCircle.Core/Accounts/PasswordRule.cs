using System.Text;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Accounts;

/// <summary>Which passwords are taken: 12 to 128 characters, none of the commonest, nothing else asked. Only NFC is applied.</summary>
internal static class PasswordRule
{
    private const int Fewest = 12;
    private const int Most = 128;

    public static Outcome<string> Check(string raw, string email)
    {
        var password = Composed(raw);
        if (password.Length is < Fewest or > Most) return new Refusal(ErrorCodes.PasswordRefused, $"A password has {Fewest} to {Most} characters.");
        return CommonPasswords.Include(password, email)
            ? new Refusal(ErrorCodes.PasswordRefused, "This password is among the first that would be guessed. Take a few unrelated words.")
            : password;
    }

    /// <summary>The form in which passwords are hashed, so that every keyboard makes the same.</summary>
    public static string Composed(string raw) => raw.Normalize(NormalizationForm.FormC);
}
