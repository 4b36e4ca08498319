using System.Text.Json.Nodes;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Conversations;
using Xunit;

namespace PeerCircle.Server.Tests.Presence;

/// <summary>Who is told of whom that they are there.</summary>
[Collection(nameof(Chat))]
public sealed class WatchTests(ChatServer server)
{
    [Theory, OverBothProtocols]
    public async Task One_is_told_of_those_with_whom_one_shares_something_and_of_nobody_else(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire, "Ada", "Grace", "Joan");
        var (stranger, away) = (await server.AddAsync("Stranger"), await server.AddAsync("Edsger"));
        await server.DirectAsync(scene.Ada, away);
        await using var strangers = await server.ConnectAsync(stranger, wire);
        await scene.Clients[2].CallAsync("SetPresence", new { state = "away" });
        await WatchingAsync(scene.AdasClient, (scene.Grace, "online"), (scene.People[2], "away"), (away, "offline"));
        var answer = await scene.AdasClient.CallAsync("Watch", new { memberIds = new[] { scene.Grace.Id, stranger.Id, scene.Ada.Id, away.Id, MemberId.From(Guid.CreateVersion7()), scene.Grace.Id } });
        Assert.Equal([away.Id, scene.Grace.Id], answer.As<WatchAnswer>().Presence.Select(p => p.MemberId).OrderBy(id => id == scene.Grace.Id));

        await using var edsgers = await server.ConnectAsync(away, wire);
        await ToldAsync(scene.AdasClient, away, "online");
        await edsgers.CallAsync("SetPresence", new { state = "away" });
        await ToldAsync(scene.AdasClient, away, "away");
        await strangers.CallAsync("SetPresence", new { state = "away" });
        await scene.Clients[2].CallAsync("SetPresence", new { state = "online" });
        await edsgers.CallAsync("SetPresence", new { state = "online" });
        await scene.AdasClient.Pushes.UntilAsync(all => all.Count(p => p.Name == "Presence") == 3 ? all : null, "three pushes");
        Assert.All(scene.AdasClient.Pushes.Named("Presence"), p => Assert.Equal(away.Id.ToString(), p.Text("memberId")));
        Assert.Empty(scene.GracesClient.Pushes.Named("Presence"));
    }

    [Fact]
    public async Task Who_shares_nothing_any_more_is_offline_and_told_of_no_longer()
    {
        await using var scene = await Scene.CircleAsync(server);
        await WatchingAsync(scene.AdasClient, (scene.Grace, "online"));
        await WatchingAsync(scene.GracesClient, (scene.Ada, "online"));
        await server.SeatAsync(scene.Conversation, scene.Grace, present: false);
        await ToldAsync(scene.AdasClient, scene.Grace, "offline");
        await ToldAsync(scene.GracesClient, scene.Ada, "offline");
        await scene.GracesClient.CallAsync("SetPresence", new { state = "away" });
        var other = await server.AddAsync("Joan");
        await server.DirectAsync(scene.Ada, other);
        await WatchingAsync(scene.AdasClient, (other, "offline"));
        await using var joans = await server.ConnectAsync(other);
        await ToldAsync(scene.AdasClient, other, "online");
        Assert.Single(scene.AdasClient.Pushes.Named("Presence"), p => p.Text("memberId") == scene.Grace.Id.ToString());
        Assert.Empty((await scene.AdasClient.CallAsync("Watch", new { memberIds = new[] { scene.Grace.Id } })).As<WatchAnswer>().Presence);
    }

    [Fact]
    public async Task What_is_watched_now_takes_the_place_of_what_was_watched_before()
    {
        await using var scene = await Scene.CircleAsync(server, Wire.Json, "Ada", "Grace", "Joan");
        await WatchingAsync(scene.AdasClient, (scene.Grace, "online"));
        await WatchingAsync(scene.AdasClient, (scene.People[2], "online"));
        await scene.GracesClient.CallAsync("SetPresence", new { state = "away" });
        await scene.Clients[2].CallAsync("SetPresence", new { state = "away" });
        await ToldAsync(scene.AdasClient, scene.People[2], "away");
        Assert.Single(scene.AdasClient.Pushes.Named("Presence"));
    }

    [Theory, OverBothProtocols]
    public async Task Too_many_and_what_nobody_can_be_are_refused(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var ids = Enumerable.Range(0, 201).Select(_ => Guid.CreateVersion7()).ToArray();
        Assert.Equal(ErrorCodes.RequestInvalid, (await scene.AdasClient.CallAsync("Watch", new { memberIds = ids })).Code);
        Assert.True((await scene.AdasClient.CallAsync("Watch", new { memberIds = ids[..200] })).Ok);
        Assert.Equal(ErrorCodes.RequestInvalid, (await scene.AdasClient.CallAsync("SetPresence", new { state = "offline" })).Code);
        Assert.True((await scene.AdasClient.CallAsync("SetPresence", new { state = "away" })).Ok);
    }

    private static async Task WatchingAsync(HubClient client, params (Person Person, string State)[] expected)
    {
        var answer = await client.CallAsync("Watch", new { memberIds = expected.Select(e => e.Person.Id) });
        Assert.Equal(expected.Select(e => (e.Person.Id.ToString(), e.State)).Order(), answer.Value["presence"]!.AsArray().Select(p => (p!.Text("memberId")!, p!.Text("state")!)).Order());
    }

    private static Task<JsonNode> ToldAsync(HubClient client, Person of, string state) =>
        client.Pushes.FindAsync("Presence", p => p.Text("memberId") == of.Id.ToString() && p.Text("state") == state);
}
