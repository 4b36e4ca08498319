using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

[Collection(nameof(Chat))]
public sealed class ReactionTests(ChatServer server)
{
    [Theory, OverBothProtocols]
    public async Task Reactions_stand_in_order_of_first_use_with_the_oldest_of_those_who_made_them(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        await scene.GracesClient.ReactAsync(scene.Conversation, posted.Id, "👍");
        await scene.AdasClient.ReactAsync(scene.Conversation, posted.Id, "🎉");
        var rev = await scene.AdasClient.ReactAsync(scene.Conversation, posted.Id, "👍");
        var message = await scene.GracesClient.MessageAsync(scene.Conversation, posted.Id, rev);
        var (ada, grace) = (scene.Ada.Id, scene.Grace.Id);
        Assert.Equal($$"""[{"emoji":"👍","count":2,"sample":["{{grace}}","{{ada}}"]},{"emoji":"🎉","count":1,"sample":["{{ada}}"]}]""", Plain(message["reactions"]));
        rev = await scene.GracesClient.ReactAsync(scene.Conversation, posted.Id, "👍", on: false);
        message = await scene.GracesClient.MessageAsync(scene.Conversation, posted.Id, rev);
        Assert.Equal($$"""[{"emoji":"👍","count":1,"sample":["{{ada}}"]},{"emoji":"🎉","count":1,"sample":["{{ada}}"]}]""", Plain(message["reactions"]));
        await scene.AdasClient.ReactAsync(scene.Conversation, posted.Id, "👍", on: false);
        rev = await scene.AdasClient.ReactAsync(scene.Conversation, posted.Id, "🎉", on: false);
        Assert.Equal("authorId createdAt id kind rev seq text", (await scene.GracesClient.MessageAsync(scene.Conversation, posted.Id, rev)).Names());
    }

    [Theory, OverBothProtocols]
    public async Task Only_ones_own_devices_are_told_what_one_did_and_only_when_it_changed_something(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        await using var phone = await server.ConnectAsync(scene.Grace, wire);
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        Assert.Equal(2, await scene.GracesClient.ReactAsync(scene.Conversation, posted.Id, "👍"));
        Assert.Equal(2, await scene.GracesClient.ReactAsync(scene.Conversation, posted.Id, "👍"));
        Assert.Equal(3, await scene.GracesClient.ReactAsync(scene.Conversation, posted.Id, "👍", on: false));
        Assert.Equal(3, await scene.GracesClient.ReactAsync(scene.Conversation, posted.Id, "👍", on: false));
        await scene.SettleAsync();
        await phone.Pushes.FindAsync("Reacted", p => p.Number("rev") == 3);
        foreach (var device in new[] { scene.GracesClient, phone })
        {
            var told = device.Pushes.Named("Reacted");
            Assert.All(told, t => Assert.Equal("conversationId emoji messageId on rev", t.Names()));
            Assert.Equal([("👍", true, 2), ("👍", false, 3)], told.Select(t => (t.Text("emoji")!, t["on"]!.GetValue<bool>(), t.Number("rev")!.Value)));
        }
        Assert.Empty(scene.AdasClient.Pushes.Named("Reacted"));
    }

    [Fact]
    public async Task What_one_did_quickly_is_told_in_the_order_it_happened()
    {
        await using var scene = await Scene.CircleAsync(server);
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        await Task.WhenAll(Enumerable.Range(0, 21).Select(i => scene.AdasClient.ReactAsync(scene.Conversation, posted.Id, "👍", on: i % 2 == 0)));
        await scene.SettleAsync();
        var told = scene.AdasClient.Pushes.Named("Reacted");
        Assert.Equal(Enumerable.Range(0, 21).Select(i => i % 2 == 0), told.Select(t => t["on"]!.GetValue<bool>()));
        Assert.Equal(1, (await scene.GetAsync(scene.Ada, $"/messages/{posted.Id}"))["message"]!["reactions"]![0]!.Number("count"));
    }

    [Theory, OverBothProtocols]
    public async Task The_variation_selector_does_not_distinguish_and_the_first_form_is_shown(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        await scene.AdasClient.ReactAsync(scene.Conversation, posted.Id, "❤️");
        var rev = await scene.GracesClient.ReactAsync(scene.Conversation, posted.Id, "❤");
        var reaction = Assert.Single((await scene.AdasClient.MessageAsync(scene.Conversation, posted.Id, rev))["reactions"]!.AsArray())!;
        Assert.Equal(("❤️", 2), (reaction.Text("emoji"), reaction.Number("count")));
        Assert.Equal("❤️", (await scene.GetAsync(scene.Grace, "/messages"))["mine"]![posted.Id.ToString()]![0]!.GetValue<string>());
        Assert.Equal(rev, await scene.AdasClient.ReactAsync(scene.Conversation, posted.Id, "❤"));
        Assert.Equal(["❤️", "❤️"], (await scene.GetAsync(scene.Ada, $"/messages/{posted.Id}/reactions?emoji=%E2%9D%A4"))["items"]!.AsArray().Select(i => i!.Text("emoji")));
        Assert.Equal(rev + 1, await scene.GracesClient.ReactAsync(scene.Conversation, posted.Id, "❤️", on: false));
    }

    [Fact]
    public async Task A_message_has_twenty_different_emoji_at_most()
    {
        await using var scene = await Scene.CircleAsync(server);
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        var emoji = Enumerable.Range(0, 21).Select(i => char.ConvertFromUtf32(0x1F600 + i)).ToList();
        await Task.WhenAll(emoji.Take(20).Select(e => scene.AdasClient.ReactAsync(scene.Conversation, posted.Id, e)));
        var one = await scene.GracesClient.CallAsync("React", new { conversationId = scene.Conversation, id = posted.Id, emoji = emoji[20], on = true });
        Assert.Equal(ErrorCodes.ReactionTooMany, one.Code);
        await scene.GracesClient.ReactAsync(scene.Conversation, posted.Id, emoji[19]);
        await scene.AdasClient.ReactAsync(scene.Conversation, posted.Id, emoji[0], on: false);
        await scene.GracesClient.ReactAsync(scene.Conversation, posted.Id, emoji[20]);
        var shown = (await scene.GetAsync(scene.Grace, $"/messages/{posted.Id}"))["message"]!["reactions"]!.AsArray().Select(r => r!.Text("emoji"));
        Assert.Equal(emoji[1..], shown);
    }

    [Fact]
    public async Task A_tally_names_the_oldest_twenty_also_when_one_of_them_withdraws()
    {
        var people = await server.AddAsync([.. Enumerable.Range(0, 23).Select(i => $"member {i}")]);
        var conversation = await server.CircleAsync(people);
        await using var client = await server.ConnectAsync(people[0]);
        var posted = await client.PostAsync(conversation, "one");
        var path = $"/api/v1/conversations/{conversation}/messages/{posted.Id}";
        foreach (var person in people) await server.CallAsync("PUT", $"{path}/reactions/%F0%9F%91%8D", by: person);
        Assert.Equal((23, Names(people[..20])), await TallyAsync());
        await server.CallAsync("DELETE", $"{path}/reactions/%F0%9F%91%8D", by: people[3]);
        Assert.Equal((22, Names([.. people[..3], .. people[4..21]])), await TallyAsync());
        await server.CallAsync("PUT", $"{path}/reactions/%F0%9F%91%8D", by: people[3]);
        Assert.Equal((23, Names([.. people[..3], .. people[4..21]])), await TallyAsync());
        var first = await server.GetAsync(people[5], $"{path}/reactions?limit=22");
        var rest = await server.GetAsync(people[5], $"{path}/reactions?limit=22&next={first.Text("next")}");
        Assert.Null(rest["next"]);
        Assert.Equal([.. people[..3], .. people[4..], people[3]], first["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(i => people.Single(p => p.Id.ToString() == i!.Text("memberId"))));
        Assert.Equal("memberId emoji", string.Join(' ', first["items"]![0]!.AsObject().Select(m => m.Key)));

        async Task<(long?, string)> TallyAsync()
        {
            var reaction = (await server.GetAsync(people[7], path))["message"]!["reactions"]![0]!;
            return (reaction.Number("count"), Names(reaction["sample"]!.AsArray().Select(s => people.Single(p => p.Id.ToString() == s!.GetValue<string>()))));
        }
    }

    [Fact]
    public async Task Mine_comes_beside_messages_in_answers_in_the_order_it_was_done()
    {
        await using var scene = await Scene.CircleAsync(server);
        var one = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        var two = await scene.AdasClient.PostAsync(scene.Conversation, "two");
        await scene.GracesClient.ReactAsync(scene.Conversation, two.Id, "🎉");
        await scene.AdasClient.ReactAsync(scene.Conversation, two.Id, "👍");
        await scene.AdasClient.ReactAsync(scene.Conversation, two.Id, "🎉");
        var mine = $$"""{"{{two.Id}}":["👍","🎉"]}""";
        Assert.Equal(mine, Plain((await scene.GetAsync(scene.Ada, "/messages"))["mine"]));
        Assert.Equal(mine, Plain((await scene.GetAsync(scene.Ada, $"/messages/{two.Id}"))["mine"]));
        Assert.Equal(mine, Plain((await scene.GetAsync(scene.Ada, "/changes"))["mine"]));
        var synced = await scene.AdasClient.CallAsync("Sync", new { cursors = new[] { new { conversationId = scene.Conversation, rev = 0 } } });
        Assert.Equal(mine, Plain(synced.Value["conversations"]![0]!["mine"]));
        Assert.Null((await scene.GetAsync(scene.Grace, $"/messages/{one.Id}"))["mine"]);
    }

    [Fact]
    public async Task A_storm_of_reactions_costs_few_revs()
    {
        var people = await server.AddAsync([.. Enumerable.Range(0, 10).Select(i => $"member {i}")]);
        await using var scene = await Scene.OfAsync(server, Wire.Pack, await server.CircleAsync(people), people);
        var posted = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        var revs = await Task.WhenAll(scene.Clients.SelectMany(c => new[] { "👍", "🎉", "🚀" }.Select(e => c.ReactAsync(scene.Conversation, posted.Id, e))));
        var head = (await server.HeadAsync(scene.Conversation)).Rev;
        Assert.Equal(head, revs.Max());
        Assert.InRange(head, 2, 20);
        var message = (await scene.GetAsync(scene.Ada, $"/messages/{posted.Id}"))["message"]!;
        Assert.Equal([10, 10, 10], message["reactions"]!.AsArray().Select(r => r!.Number("count")));
    }

    private static string Names(IEnumerable<Person> people) => string.Join(", ", people.Select(p => p.Name));

    private static string? Plain(System.Text.Json.Nodes.JsonNode? node) =>
        node?.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace("\\uD83D\\uDC4D", "👍", StringComparison.Ordinal)
            .Replace("\\uD83C\\uDF89", "🎉", StringComparison.Ordinal);
}
