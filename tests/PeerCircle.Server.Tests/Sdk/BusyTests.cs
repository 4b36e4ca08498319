using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Server.Conversations;
using PeerCircle.Server.Tests.Accounts;
using PeerCircle.Server.Tests.Conversations;
using PeerCircle.Server.Tests.Faults;
using PeerCircle.Storage.Tests;
using Xunit;

namespace PeerCircle.Server.Tests.Sdk;

/// <summary>Clients of the TypeScript SDK under Node where more connect than may at a time.</summary>
[Collection(nameof(Packed))]
public sealed class BusyTests(SdkPackage package)
{
    private const int Clients = 5;

    /// <summary>All waits are shorter by so much.</summary>
    private const int Haste = 50;

    [Fact]
    public async Task Who_is_turned_away_as_one_too_many_comes_again_after_waits_of_chance_until_the_session_is_over()
    {
        Assert.SkipWhen(package.Missing is not null, package.Missing ?? "");
        await using var server = await AccountsServer.StartAsync("Limits:HandshakesPerSecond=1", "Limits:RequestsPer10Seconds=1000000");
        var (_, ada) = await server.AddAsync("ada");
        using var way = new FaultProxy(new Uri(server.Url).Port);
        await using var program = Start(way, ada);

        await OneAfterTheOtherComesAsync(server, program, admitted: 1);
        way.Reset();
        await Wait.UntilAsync(() => States(program).All(states => states[^1].Name != "online"), Pushes.Deadline, () => "still online");
        await OneAfterTheOtherComesAsync(server, program, admitted: 0);

        Assert.DoesNotContain(States(program), states => states.Any(s => s.Name == "signedOut"));
        AreOfChance([.. States(program).SelectMany(Shares)]);
        Assert.Equal(204, (int)(await server.CallAsync("DELETE", "/api/v1/sessions/current", token: ada)).Status);
        way.Reset();
        await Wait.UntilAsync(() => States(program).All(states => states[^1].Name == "signedOut"), Pushes.Deadline, () => "not signed out");
        await program.EndWellAsync();
    }

    /// <summary>The server's clock stands still but for what this lets pass, and so many are in already.</summary>
    private static async Task OneAfterTheOtherComesAsync(AccountsServer server, NodeProcess program, int admitted)
    {
        var connections = server.App.Services.GetRequiredService<LiveConnections>();
        for (; admitted <= Clients; admitted++)
        {
            await Wait.UntilAsync(() => Online() == admitted && connections.Count == admitted, Pushes.Deadline, () => $"{Online()} of {admitted} are online, {connections.Count} connected");
            // The others try in vain.
            var before = States(program).Select(states => states.Count).ToList();
            bool IsTurnedAwayAgain(IReadOnlyList<State> states, int index) => states[^1].Name == "online" || states.Count >= before[index] + 4;
            await Wait.UntilAsync(() => States(program).Select(IsTurnedAwayAgain).All(isSo => isSo), Pushes.Deadline, () => "somebody no longer tries");
            Assert.Equal((admitted, admitted), (Online(), connections.Count));
            if (admitted < Clients) server.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        int Online() => States(program).Count(states => states is [.., { Name: "online" }]);
    }

    /// <summary>What each wait was of the longest that it might have been: that doubles from a second to thirty, and begins anew after every connection.</summary>
    private static IEnumerable<double> Shares(IReadOnlyList<State> states)
    {
        var longest = 1_000.0;
        foreach (var state in states)
        {
            if (state.Name == "online") longest = 1_000;
            if (state.WaitMs is not { } wait) continue;
            yield return (wait - 1) * Haste / longest;
            longest = Math.Min(30_000, 2 * longest);
        }
    }

    /// <summary>Anywhere between nothing and the longest.</summary>
    private static void AreOfChance(IReadOnlyList<double> shares)
    {
        Assert.True(shares.Count > 40, $"only {shares.Count}");
        Assert.True(shares.Max() <= 1, $"{shares.Max()}");
        for (var quarter = 0; quarter < 4; quarter++) Assert.Contains(shares, s => (int)(s * 4) == quarter);
    }

    /// <summary>What each client has said.</summary>
    private static List<List<State>> States(NodeProcess program)
    {
        var said = program.Output.Select(line => line.Split(' ')).ToList();
        return [.. Enumerable.Range(0, Clients).Select(index => said.Where(words => words[0] == $"{index}").Select(words => new State(words[1], words is [_, _, var ms] ? int.Parse(ms, CultureInfo.InvariantCulture) : null)).ToList())];
    }

    private NodeProcess Start(FaultProxy way, string token)
    {
        var file = Path.Combine(package.Place, "busy.mjs"); // Where it finds the package.
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Sdk", "busy.mjs"), file, overwrite: true);
        return NodeProcess.Start(
            "node", package.Place, [file], ("PEERCIRCLE_URL", $"http://{way.Address}"), ("PEERCIRCLE_TOKEN", token), ("PEERCIRCLE_CLIENTS", $"{Clients}"), ("PEERCIRCLE_HASTE", $"{Haste}"));
    }

    private sealed record State(string Name, int? WaitMs);
}
