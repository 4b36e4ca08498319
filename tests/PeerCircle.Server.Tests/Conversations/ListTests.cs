using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

[Collection(nameof(Chat))]
public sealed class ListTests(ChatServer server)
{
    [Fact]
    public async Task Conversations_come_by_latest_change_in_pages()
    {
        var person = await server.AddAsync("Ada");
        await using var client = await server.ConnectAsync(person);
        var made = new List<ConversationId>();
        for (var i = 0; i < 5; i++) made.Add(await server.CircleAsync(person));
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.PostAsync(made[1], "later");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.PostAsync(made[3], "latest");
        var listed = new List<string?>();
        string? next = null;
        do
        {
            var page = await server.GetAsync(person, $"/api/v1/conversations?limit=2{(next is null ? "" : $"&next={next}")}");
            Assert.InRange(page["items"]!.AsArray().Count, 1, 2);
            listed.AddRange(page["items"]!.AsArray().Select(c => c!.Text("id")));
            next = page.Text("next");
        }
        while (next is not null);
        Assert.Equal([made[3].ToString(), made[1].ToString()], listed.Take(2));
        Assert.Equal(listed.Count, listed.Distinct().Count());
        // The wins feed is everyone's.
        Assert.Equal(6, listed.Count);
    }

    [Fact]
    public async Task Each_kind_says_what_it_belongs_to()
    {
        var people = await server.AddAsync("Ada", "Grace Hopper");
        var direct = await server.DirectAsync(people[0], people[1]);
        var circle = await server.CallAsync("POST", "/api/v1/circles", new { name = "Founders", purpose = "" }, people[0]);
        var room = await server.CallAsync("POST", "/api/v1/rooms", new { name = "Pricing", topic = "", tags = Array.Empty<string>() }, people[0]);
        var items = (await server.GetAsync(people[0], "/api/v1/conversations"))["items"]!.AsArray();
        const string shared = "epoch id kind notify readSeq rev seq title unread version";
        Assert.Equal(("direct", "Grace Hopper", people[1].Id.ToString(), $"epoch id kind memberId {shared[14..]}"), Of(direct.ToString(), "memberId"));
        Assert.Equal(("circle", "Founders", circle.Text("id"), $"circleId {shared}"), Of(circle.Text("conversationId"), "circleId"));
        Assert.Equal(("room", "Pricing", room.Text("id"), "epoch id kind notify readSeq rev roomId seq title unread version"), Of(room.Text("conversationId"), "roomId"));
        var wins = items.Single(i => i!.Text("kind") == "wins")!;
        Assert.Equal("Wins", wins.Text("title"));

        (string?, string?, string?, string) Of(string id, string subject)
        {
            var item = items.Single(i => i!.Text("id") == id)!;
            return (item.Text("kind"), item.Text("title"), item.Text(subject), item.Names());
        }
    }

    [Theory]
    [InlineData(199, "")]
    [InlineData(200, "")]
    [InlineData(198, "👍")]
    [InlineData(199, "👍")]
    [InlineData(300, "")]
    public async Task The_last_message_is_cut_to_two_hundred_characters_and_tears_no_pair(int letters, string tail)
    {
        await using var scene = await Scene.CircleAsync(server);
        var text = new string('x', letters) + tail;
        await scene.AdasClient.PostAsync(scene.Conversation, "earlier");
        await scene.AdasClient.PostAsync(scene.Conversation, text);
        var last = (await scene.GetAsync(scene.Grace))["last"]!;
        var expected = text.Length <= 200 ? text : new string('x', Math.Min(letters, 200));
        Assert.Equal((expected, 2), (last.Text("text"), last.Number("seq")));
        var listed = (await server.GetAsync(scene.Grace, "/api/v1/conversations"))["items"]!.AsArray().Single(c => c!.Text("id") == scene.Conversation.ToString())!;
        Assert.Equal(expected, listed["last"]!.Text("text"));
    }

    [Fact]
    public async Task A_notify_level_is_set_and_told_to_ones_own_devices()
    {
        await using var scene = await Scene.CircleAsync(server);
        var answer = await scene.CallAsync(scene.Grace, "PATCH", "", new { notify = "mentions" });
        Assert.Equal(("mentions", 2), (answer.Text("notify"), answer.Body!.Number("version")));
        await scene.CallAsync(scene.Grace, "PATCH", "", new { notify = "mentions" });
        await scene.CallAsync(scene.Grace, "PATCH", "", new { });
        var told = await scene.GracesClient.Pushes.FindAsync("ConversationChanged");
        Assert.Equal(("mentions", 2), (told["conversation"]!.Text("notify"), told["conversation"]!.Number("version")));
        await scene.SettleAsync();
        Assert.Single(scene.GracesClient.Pushes.Named("ConversationChanged"));
        Assert.Empty(scene.AdasClient.Pushes.Named("ConversationChanged"));
        Assert.Equal("all", (await scene.GetAsync(scene.Ada)).Text("notify"));
    }

    [Fact]
    public async Task Participants_come_in_pages_with_their_roles()
    {
        await using var scene = await Scene.CircleAsync(server, Wire.Json, "Ada", "Grace", "Katherine");
        var first = await scene.GetAsync(scene.Grace, "/members?limit=2");
        var rest = await scene.GetAsync(scene.Grace, $"/members?limit=2&next={first.Text("next")}");
        var all = first["items"]!.AsArray().Concat(rest["items"]!.AsArray()).ToDictionary(m => m!.Text("memberId")!, m => m!.Text("role"));
        Assert.Equal(3, all.Count);
        Assert.Equal(["host", "member", "member"], scene.People.Select(p => all[p.Id.ToString()]));
        Assert.Null(rest["next"]);
    }
}
