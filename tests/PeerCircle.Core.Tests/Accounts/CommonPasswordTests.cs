using PeerCircle.Core.Accounts;
using Xunit;

namespace PeerCircle.Core.Tests.Accounts;

public sealed class CommonPasswordTests
{
    [Theory]
    [InlineData("password1234")]
    [InlineData("Password123!")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("passwordpassword")]
    [InlineData("qwertyuiop12")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("123456789012")]
    [InlineData("987654321098")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("abcdefghijkl")]
    [InlineData("iloveyou2024")]
    [InlineData("Welcome2024!!")]
    [InlineData("letmein letmein")]
    [InlineData("Peer-Circle-2026")]
    [InlineData("administrator1")]
    [InlineData("ada.lovelace")]
    [InlineData("Lovelace 1815 ada")]
    [InlineData("Sommer2026!!!")]
    [InlineData("trustno1trustno1")]
    public void What_guessers_try_first_is_common(string password) => Assert.True(CommonPasswords.Include(password, "ada.lovelace@example.org"));

    [Theory]
    [InlineData("plain oats and rivers")]
    [InlineData("correct horse battery staple")]
    [InlineData("tisch stuhl lampe")]
    [InlineData("839201748362")]
    [InlineData("kX9#vL2@qWp7")]
    [InlineData("mein kleines haus am see")]
    [InlineData("\u6b63\u78ba\u306a\u99ac\u306e\u96fb\u6c60\u306e\u30db\u30c1\u30ad\u30b9")]
    public void A_few_unrelated_words_and_what_is_random_are_not(string password) => Assert.False(CommonPasswords.Include(password, "ada.lovelace@example.org"));

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_password_has_12_to_128_characters(int length, bool taken) =>
        Assert.Equal(taken, PasswordRule.Check(string.Concat(Enumerable.Range(0, length).Select(i => (char)('\u4e00' + (i * 37)))), "ada@example.org").Refusal is null);
}
