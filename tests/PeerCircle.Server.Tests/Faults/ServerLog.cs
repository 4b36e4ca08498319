using System.Text.Json;
using Xunit;

namespace PeerCircle.Server.Tests.Faults;

/// <summary>What a server may write into its log.</summary>
internal static class ServerLog
{
    /// <summary>Every line is an object of its own, and none holds what people said, their addresses or what they are let in by.</summary>
    public static void TellsNothingOf(IReadOnlyList<string> lines, IEnumerable<string> secrets)
    {
        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            using var entry = JsonDocument.Parse(line);
            Assert.True(entry.RootElement.TryGetProperty("@t", out _), line);
        });
        foreach (var secret in secrets) Assert.All(lines, line => Assert.DoesNotContain(secret, line, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The same of one that was killed, perhaps in the middle of a line.</summary>
    public static void TellsNothingOfUntilKilled(IReadOnlyList<string> lines, IEnumerable<string> secrets)
    {
        if (lines is [.., { } last] && !last.EndsWith('}')) TellsNothingOf([.. lines.SkipLast(1)], secrets);
        else TellsNothingOf(lines, secrets);
    }
}
