using System.Diagnostics;
using PeerCircle.Server.Http;
using Xunit;

namespace PeerCircle.Server.Tests.BadInput;

/// <summary>Configuration that cannot be used stops the start, with the key's name and the mend.</summary>
public sealed class ConfigurationTable
{
    /// <summary>A setting, and how the line about it begins.</summary>
    public static TheoryData<string, string> Rows => new()
    {
        { "Limits:MesagesPer10Seconds=5", "Limits:MesagesPer10Seconds: there is no such key" },
        { "Storage:Path=x", "Storage:Path: there is no such key" },
        { "Accounts:Secret=x", "Accounts:Secret: there is no such key" },
        { "Limits:MessageCharacters=0", "Limits:MessageCharacters: must be 1 to 32000" },
        { "Limits:MessageCharacters=many", "Limits:MessageCharacters: must be a whole number" },
        { "Limits:FrameBytes=32768", "Limits:FrameBytes: must be at least" },
        { "Limits:ConnectionsPerMember=-1", "Limits:ConnectionsPerMember: must be 1 to 1000000" },
        { "Storage:Provider=postgres", "Storage:Provider: must be sqlite or mongo" },
        { "Storage:Provider=mongo", "Storage:Mongo:Uri: is missing" },
        { "Storage:Sqlite:Path= ", "Storage:Sqlite:Path: must name a file" },
        { "Redis:Uri=redis://", "Redis:Uri: must be" },
        { "Server:PublicUrl=chat.example.org", "Server:PublicUrl: must be" },
        { "Server:PublicUrl=https://chat.example.org/path", "Server:PublicUrl: must be" },
        { "Server:KnownProxies=nowhere", "Server:KnownProxies: 'nowhere'" },
        { "Accounts:Registration=everyone", "Accounts:Registration: must be open, invite or closed" },
        { "Accounts:SessionIdleDays=200", "Accounts:SessionMaxDays: must not be less" },
        { "Accounts:SetupCode=short", "Accounts:SetupCode: must be at least" },
    };

    [Theory, MemberData(nameof(Rows))]
    public void A_setting_that_cannot_be_used_is_named(string setting, string mistake)
    {
        var refused = Assert.Throws<ConfigurationRefusedException>(() => ServerHost.Create([$"--{setting}"]));
        Assert.StartsWith(mistake, Assert.Single(refused.Mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_tells_every_mistake_on_its_error_output_and_ends()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServerHost).Assembly.Location, "--Limits:Nothing=1", "--Storage:Provider=mongo"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var program = Process.Start(start) ?? throw new InvalidOperationException("It did not start.");
        var cancellation = TestContext.Current.CancellationToken;
        var told = program.StandardError.ReadToEndAsync(cancellation);
        await program.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromSeconds(60), cancellation);
        Assert.Equal(78, program.ExitCode);
        Assert.Contains("Limits:Nothing: there is no such key", await told, StringComparison.Ordinal);
        Assert.Contains("Storage:Mongo:Uri: is missing", await told, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await told, StringComparison.Ordinal);
    }
}
