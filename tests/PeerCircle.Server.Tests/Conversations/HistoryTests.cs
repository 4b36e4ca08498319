using System.Text.Json.Nodes;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

[Collection(nameof(Chat))]
public sealed class HistoryTests(ChatServer server)
{
    [Fact]
    public async Task An_empty_conversation_has_an_empty_page_at_rev_0()
    {
        await using var scene = await Scene.CircleAsync(server);
        var page = await scene.GetAsync(scene.Ada, "/messages");
        Assert.Equal("epoch messages moreAfter moreBefore rev seq", page.Names());
        Assert.Equal((0, 0, ""), (page.Number("rev"), page.Number("seq"), Shown(page)));
        Assert.Equal("", Shown(await scene.GetAsync(scene.Ada, "/messages?around=5")));
    }

    /// <summary>Of ten messages; angles say that there is more before and after.</summary>
    [Theory]
    [InlineData("", "1 2 3 4 5 6 7 8 9 10")]
    [InlineData("?limit=3", "< 8 9 10")]
    [InlineData("?limit=1000", "1 2 3 4 5 6 7 8 9 10")]
    [InlineData("?before=4&limit=2", "< 2 3 >")]
    [InlineData("?before=4", "1 2 3 >")]
    [InlineData("?before=1", ">")]
    [InlineData("?before=0", ">")]
    [InlineData("?before=-99999999999999999999", ">")]
    [InlineData("?before=11", "1 2 3 4 5 6 7 8 9 10")]
    [InlineData("?before=99999999999999999999&limit=1", "< 10")]
    [InlineData("?after=8", "< 9 10")]
    [InlineData("?after=3&limit=2", "< 4 5 >")]
    [InlineData("?after=0&limit=2", "1 2 >")]
    [InlineData("?after=-5&limit=1", "1 >")]
    [InlineData("?after=10", "<")]
    [InlineData("?after=99999999999999999999", "<")]
    [InlineData("?around=5&limit=4", "< 4 5 6 7 >")]
    [InlineData("?around=5&limit=1", "< 5 >")]
    [InlineData("?around=1&limit=3", "1 2 3 >")]
    [InlineData("?around=-3&limit=3", "1 2 3 >")]
    [InlineData("?around=9223372036854775807&limit=2", "< 10")]
    public async Task Pages_ascend_clamp_their_anchor_and_say_whether_there_is_more(string query, string shown)
    {
        await using var scene = await Scene.CircleAsync(server);
        await PostAsync(scene, 10);
        Assert.Equal(shown, Shown(await scene.GetAsync(scene.Ada, $"/messages{query}")));
    }

    [Fact]
    public async Task A_page_has_fifty_messages_where_nothing_is_said_and_a_hundred_at_most()
    {
        await using var scene = await Scene.CircleAsync(server);
        await PostAsync(scene, 101);
        Assert.Equal(50, (await scene.GetAsync(scene.Ada, "/messages"))["messages"]!.AsArray().Count);
        Assert.Equal(100, (await scene.GetAsync(scene.Ada, "/messages?limit=200"))["messages"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("", "2 4 6 8")]
    [InlineData("&limit=2", "< 6 8")]
    [InlineData("&before=6&limit=1", "< 4 >")]
    [InlineData("&after=2&limit=2", "< 4 6 >")]
    [InlineData("&after=8", "<")]
    [InlineData("&before=2", ">")]
    [InlineData("&around=5&limit=2", "< 4 6 >")]
    public async Task Replies_are_paged_among_themselves(string query, string shown)
    {
        await using var scene = await Scene.CircleAsync(server);
        var parent = await scene.AdasClient.PostAsync(scene.Conversation, "parent");
        for (var i = 0; i < 4; i++)
        {
            await scene.GracesClient.PostAsync(scene.Conversation, "reply", parent: parent.Id);
            await scene.AdasClient.PostAsync(scene.Conversation, "between");
        }
        Assert.Equal(shown, Shown(await scene.GetAsync(scene.Ada, $"/messages?parentId={parent.Id}{query}")));
        Assert.Equal("", Shown(await scene.GetAsync(scene.Ada, $"/messages?parentId={HubClient.NewId()}")));
    }

    [Fact]
    public async Task Tombstones_keep_pages_dense()
    {
        await using var scene = await Scene.CircleAsync(server);
        await PostAsync(scene, 3);
        var second = (await scene.GetAsync(scene.Ada, "/messages"))["messages"]![1]!;
        await scene.AdasClient.DeleteAsync(scene.Conversation, new MessageId(Guid.Parse(second.Text("id")!)));
        var page = await scene.GetAsync(scene.Grace, "/messages");
        Assert.Equal(("1 2 3", 4, 3), (Shown(page), page.Number("rev"), page.Number("seq")));
    }

    [Fact]
    public async Task One_message_is_answered_with_the_head_before_it()
    {
        await using var scene = await Scene.CircleAsync(server);
        var one = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        await PostAsync(scene, 2);
        var answer = await scene.GetAsync(scene.Grace, $"/messages/{one.Id.ToString().ToUpperInvariant()}");
        Assert.Equal("epoch message rev", answer.Names());
        Assert.Equal((3, 1), (answer.Number("rev"), answer["message"]!.Number("rev")));
    }

    [Fact]
    public async Task Changes_since_a_rev_come_in_pages_each_message_once_in_its_latest_state()
    {
        await using var scene = await Scene.CircleAsync(server);
        var first = await scene.AdasClient.PostAsync(scene.Conversation, "one");
        await PostAsync(scene, 3);
        await scene.AdasClient.EditAsync(scene.Conversation, first.Id, "edited");
        var page = await scene.GetAsync(scene.Grace, "/changes?after=0&limit=2");
        Assert.Equal("complete epoch messages reset to", page.Names());
        Assert.Equal(("2 3", 3, false, false), (Revs(page), page.Number("to"), Is(page, "complete"), Is(page, "reset")));
        page = await scene.GetAsync(scene.Grace, "/changes?after=3&limit=2");
        Assert.Equal(("4 5", 5, true), (Revs(page), page.Number("to"), Is(page, "complete")));
        Assert.Equal("edited", page["messages"]![1]!.Text("text"));
        page = await scene.GetAsync(scene.Grace, $"/changes?after=5&epoch={page.Text("epoch")}");
        Assert.Equal(("", 5, true, false), (Revs(page), page.Number("to"), Is(page, "complete"), Is(page, "reset")));
        Assert.Equal("2 3 4 5", Revs(await scene.GetAsync(scene.Grace, "/changes")));
        Assert.Equal("2 3 4 5", Revs(await scene.GetAsync(scene.Grace, "/changes?after=-9&limit=501")));
    }

    [Theory]
    [InlineData("?after=1&epoch=another")]
    [InlineData("?epoch=")]
    [InlineData("?after=4")]
    [InlineData("?after=99999999999999999999")]
    public async Task Another_history_or_a_rev_beyond_the_head_starts_over(string query)
    {
        await using var scene = await Scene.CircleAsync(server);
        await PostAsync(scene, 3);
        var page = await scene.GetAsync(scene.Grace, $"/changes{query}");
        Assert.Equal(("", 3, true, true), (Revs(page), page.Number("to"), Is(page, "complete"), Is(page, "reset")));
    }

    [Fact]
    public async Task More_than_a_thousand_changed_messages_start_over()
    {
        await using var scene = await Scene.CircleAsync(server, Wire.Pack);
        for (var i = 0; i < 10; i++) await PostAsync(scene, 100);
        await scene.AdasClient.ReactAsync(scene.Conversation, await FirstAsync(), "👍");
        Assert.False(Is(await scene.GetAsync(scene.Ada, "/changes?limit=1"), "reset"));
        await PostAsync(scene, 1);
        var page = await scene.GetAsync(scene.Ada, "/changes?limit=1");
        Assert.Equal(("", 1_002, true, true), (Revs(page), page.Number("to"), Is(page, "complete"), Is(page, "reset")));
        Assert.False(Is(await scene.GetAsync(scene.Ada, "/changes?limit=1&after=2"), "reset"));
        var synced = await scene.AdasClient.SyncAsync(new Contracts.Conversations.SyncCursor(scene.Conversation, 0));
        Assert.Equal((true, true, 1_002, 0), (synced.Conversations[0].Reset, synced.Conversations[0].Complete, synced.Conversations[0].To, synced.Conversations[0].Messages.Count));

        async Task<MessageId> FirstAsync() => new(Guid.Parse((await scene.GetAsync(scene.Ada, "/messages?after=0&limit=1"))["messages"]![0]!.Text("id")!));
    }

    [Theory]
    [InlineData("/messages?limit=100", "", "moreBefore", "before", "seq")]
    [InlineData("/messages?limit=100", "&after=0", "moreAfter", "after", "seq")]
    [InlineData("/changes?limit=500", "", "complete", "after", "rev")]
    public async Task Of_long_messages_so_many_come_as_fit_into_256_KB_and_all_of_them_in_the_end(string query, string at, string more, string anchor, string number)
    {
        await using var scene = await Scene.CircleAsync(server);
        for (var n = 0; n < 60; n++) await scene.AdasClient.PostAsync(scene.Conversation, new string('é', 8_000));
        var seen = new List<long>();
        for (var isMore = true; isMore;)
        {
            var page = await scene.GetAsync(scene.Ada, query + at);
            Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(page.ToJsonString(SyncTests.Unescaped)), 1, 260 * 1024);
            List<long> numbers = [.. page["messages"]!.AsArray().Select(m => m!.Number(number)!.Value)];
            seen.AddRange(numbers);
            at = $"&{anchor}={(anchor == "before" ? numbers[0] : numbers[^1])}";
            isMore = Is(page, more) != (more == "complete");
        }
        Assert.Equal(Enumerable.Range(1, 60).Select(n => (long)n), seen.Order());
    }

    [Fact]
    public async Task Around_a_message_come_those_next_to_it_that_fit()
    {
        await using var scene = await Scene.CircleAsync(server);
        for (var n = 0; n < 40; n++) await scene.AdasClient.PostAsync(scene.Conversation, new string('é', 8_000));
        Assert.Equal("< 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 >", Shown(await scene.GetAsync(scene.Ada, "/messages?around=20&limit=100")));
    }

    internal static async Task PostAsync(Scene scene, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => scene.AdasClient.PostAsync(scene.Conversation, $"{i}")));

    private static string Shown(JsonNode page) => string.Join(
        ' ', [.. Is(page, "moreBefore") ? ["<"] : Array.Empty<string>(), .. page["messages"]!.AsArray().Select(m => $"{m!.Number("seq")}"), .. Is(page, "moreAfter") ? [">"] : Array.Empty<string>()]);

    private static string Revs(JsonNode page) => string.Join(' ', page["messages"]!.AsArray().Select(m => m!.Number("rev")));

    private static bool Is(JsonNode page, string member) => page[member]!.GetValue<bool>();
}
