using System.Text.Json.Nodes;
using PeerCircle.Client;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Sdk;

/// <summary>The examples of the TypeScript SDK, out of its package, under Node alone, against the server program.</summary>
[Collection(nameof(Packed))]
public sealed class ExampleTests(SdkPackage package, Network network) : IClassFixture<Network>
{
    [Fact]
    public async Task Two_programs_talk_in_one_room_and_a_third_writes_it_down()
    {
        Assert.SkipWhen(package.Missing is not null, package.Missing ?? "");
        await network.AddAsync("Ben");
        await using var ada = Start("Ada", "talk.mjs", "Pricing");
        await ada.WriteAsync("Who raised prices this year?");
        await ada.WritesAsync("1 Ada: Who raised prices this year?");

        await using var ben = Start("Ben", "talk.mjs", "Pricing");
        await ben.WritesAsync("1 Ada: Who raised prices this year?");
        await ben.WriteAsync("I did, by a tenth.");
        foreach (var program in (NodeProcess[])[ada, ben]) await program.WritesAsync("2 Ben: I did, by a tenth.");
        await ada.WriteAsync("Thank you.");
        await ben.WritesAsync("3 Ada: Thank you.");
        foreach (var program in (NodeProcess[])[ada, ben])
        {
            await program.EndWellAsync();
            Assert.Empty(program.Error);
        }

        Assert.Equal([(1, "Who raised prices this year?"), (2, "I did, by a tenth."), (3, "Thank you.")], await HistoryAsync("Ben", "Pricing"));
        Assert.Equal([(3, "Thank you.")], await HistoryAsync("Ben", "Pricing", "2"));
    }

    [Fact]
    public async Task A_mentor_is_found_and_asked()
    {
        Assert.SkipWhen(package.Missing is not null, package.Missing ?? "");
        Assert.Equal(["Nobody mentors in pricing yet."], await RunAsync("Ada", "mentor.mjs", "pricing", "May I ask you something?"));
        await network.AddAsync("Cleo", new ProfilePatch(Mentor: new Mentor(true, ["pricing"])));
        Assert.Equal(["Asked Cleo, message 1."], await RunAsync("Ada", "mentor.mjs", "pricing", "May I ask you something?"));
        Assert.Equal([(1, "May I ask you something?")], await HistoryAsync("Cleo", "Ada"));
    }

    private async Task<IReadOnlyList<(int Seq, string Text)>> HistoryAsync(string by, params string[] arguments) =>
        [.. (await RunAsync(by, "history.mjs", arguments)).Select(line => JsonNode.Parse(line)).Select(m => (m?["seq"]?.GetValue<int>() ?? 0, m?["text"]?.GetValue<string>() ?? ""))];

    private Task<IReadOnlyList<string>> RunAsync(string by, string example, params string[] arguments) =>
        NodeProcess.RunAsync("node", package.Place, Command(example, arguments), network.Environment(by));

    private NodeProcess Start(string by, string example, params string[] arguments) => NodeProcess.Start("node", package.Place, Command(example, arguments), network.Environment(by));

    private string[] Command(string example, string[] arguments) => [Path.Combine(package.Unpacked, "examples", example), .. arguments];
}

/// <summary>A server of its own process with Ada, and with whom a test adds.</summary>
public sealed class Network : IAsyncLifetime
{
    private const string Password = "plain oats and rivers";

    private readonly TemporaryDirectory _directory = new();
    private ServerProcess? _server;

    private Uri Url => _server?.Url ?? throw new InvalidOperationException("The server has not been started.");

    public async ValueTask InitializeAsync()
    {
        _server = await ServerProcess.ServeAsync(ServerProcess.FreeUrl(), $"--Storage:Sqlite:Path={_directory.File("store.db")}");
        await AddAsync("Ada", setupCode: ServerProcess.SetupCode);
    }

    public async Task AddAsync(string name, ProfilePatch? profile = null, string? setupCode = null)
    {
        await using var client = new PeerCircleClient(Url);
        await client.Accounts.SignUpAsync(new SignUpBody(EmailOf(name), Password, name, SetupCode: setupCode), TestContext.Current.CancellationToken);
        if (profile is null) return;
        await client.SignInAsync(EmailOf(name), Password, TestContext.Current.CancellationToken);
        await client.Accounts.ChangeMeAsync(profile, TestContext.Current.CancellationToken);
    }

    /// <summary>Where the server is, and as whom to sign in.</summary>
    public (string Name, string Value)[] Environment(string by) =>
        [("PEERCIRCLE_URL", Url.GetLeftPart(UriPartial.Authority)), ("PEERCIRCLE_EMAIL", EmailOf(by)), ("PEERCIRCLE_PASSWORD", Password)];

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _directory.Dispose();
    }

    private static string EmailOf(string name) => $"{name}@example.org";
}
