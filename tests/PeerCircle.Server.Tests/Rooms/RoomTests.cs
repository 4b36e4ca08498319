using System.Net;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Circles;
using Xunit;

namespace PeerCircle.Server.Tests.Rooms;

public sealed class RoomTests
{
    [Fact]
    public async Task A_room_is_everyone_s_to_find_and_its_creator_s_to_change()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben, cem) = (await server.AddAsync("Ana Ruiz"), await server.AddAsync("Ben"), await server.AddAsync("Cem"));
        var room = await ana.MakeRoomAsync("Pricing", "What to ask for", "Money", "sales");
        Assert.Equal((1, true), (room.MemberCount, room.Joined));
        Assert.Equal((1, false), Look(await ben.SendAsync("GET", $"/rooms/{room.Id}")));
        Assert.Equal((2, true), Look(await ben.SendAsync("POST", $"/rooms/{room.Id}/join")));
        Assert.Equal((2, true), Look(await ben.SendAsync("POST", $"/rooms/{room.Id}/join")));
        foreach (var other in new[] { ben, cem }) Assert.Equal((403, ErrorCodes.AuthForbidden), (await other.SendAsync("PATCH", $"/rooms/{room.Id}", new RoomPatch("Mine"))).Verdict);
        var changed = (await ana.SendAsync("PATCH", $"/rooms/{room.Id}", new RoomPatch("Prices", Tags: ["MONEY", "möney", "fees"]))).Read<RoomFacts>();
        Assert.Equal(("Prices", "What to ask for"), (changed.Name, changed.Topic));
        Assert.Equal(["MONEY", "fees"], changed.Tags);
        var said = (await ben.SendAsync("GET", $"/conversations/{room.ConversationId}/messages")).Read<MessagePage>().Messages;
        Assert.Equal("Ana Ruiz renamed the room to “Prices”.", Assert.Single(said).Text);
        Assert.Equal(new Card("renamed", ById: ana.Id, Name: "Prices"), said[0].Card);
        Assert.Equal(401, (await server.Nobody().SendAsync("GET", $"/rooms/{room.Id}")).Status);
        Assert.Equal(404, (await ben.SendAsync("POST", $"/rooms/{Guid.CreateVersion7()}/join")).Status);
    }

    [Fact]
    public async Task To_read_is_to_have_joined()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        var room = await ana.MakeRoomAsync("Pricing");
        var messages = $"/conversations/{room.ConversationId}/messages";
        Assert.Equal(404, (await ben.SendAsync("GET", messages)).Status);
        Assert.Equal(204, (await ben.SendAsync("POST", $"/rooms/{room.Id}/leave")).Status);
        await ben.SendAsync("POST", $"/rooms/{room.Id}/join");
        Assert.Equal(200, (await ben.SendAsync("GET", messages)).Status);
        Assert.Equal(204, (await ben.SendAsync("POST", $"/rooms/{room.Id}/leave")).Status);
        Assert.Equal(204, (await ben.SendAsync("POST", $"/rooms/{room.Id}/leave")).Status);
        Assert.Equal(404, (await ben.SendAsync("GET", messages)).Status);
        Assert.Equal((1, false), Look(await ben.SendAsync("GET", $"/rooms/{room.Id}")));
        Assert.Empty((await ana.SendAsync("GET", messages)).Read<MessagePage>().Messages);
    }

    [Fact]
    public async Task Who_made_it_is_host_again_after_coming_back()
    {
        await using var server = await CircleServer.StartAsync();
        var ana = await server.AddAsync("Ana");
        var room = await ana.MakeRoomAsync("Pricing");
        await ana.SendAsync("POST", $"/rooms/{room.Id}/leave");
        await ana.SendAsync("POST", $"/rooms/{room.Id}/join");
        var members = (await ana.SendAsync("GET", $"/conversations/{room.ConversationId}/members")).Read<ListOf<ParticipantFacts>>();
        Assert.Equal(ParticipantRole.Host, Assert.Single(members.Items).Role);
    }

    [Fact]
    public async Task The_same_id_again_answers_the_room_as_it_is_now()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        var body = new RoomBody("Pricing", "", [], new RoomId(Guid.CreateVersion7()));
        await ana.SendAsync("POST", "/rooms", body);
        await ben.SendAsync("POST", $"/rooms/{body.Id}/join");
        Assert.Equal(2, (await ana.SendAsync("POST", "/rooms", body)).Read<RoomFacts>(HttpStatusCode.Created).MemberCount);
        Assert.Equal((409, ErrorCodes.IdTaken), (await ben.SendAsync("POST", "/rooms", body)).Verdict);
    }

    [Theory]
    [InlineData("", "Prices|Recruiting|Éclairs")]
    [InlineData("query=pri", "Prices")]
    [InlineData("query=ÉCL", "Éclairs")]
    [InlineData("query=hir%20peo", "Recruiting")]
    [InlineData("query=rices", "")]
    [InlineData("tag=money", "Prices|Recruiting")]
    [InlineData("tag=mon", "")]
    [InlineData("tag=MONEY&query=people", "Recruiting")]
    public async Task Rooms_are_found_by_beginnings_of_words_and_by_tag(string query, string names)
    {
        await using var server = await CircleServer.StartAsync();
        var ana = await server.AddAsync("Ana");
        await ana.MakeRoomAsync("Recruiting", "Hiring people", "money");
        await ana.MakeRoomAsync("Éclairs", "Cakes");
        await ana.MakeRoomAsync("Prices", "What to ask", "Money");
        var found = (await ana.SendAsync("GET", $"/rooms?{query}")).Read<ListOf<RoomFacts>>();
        Assert.Equal(names.Split('|', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), found.Items.Select(r => r.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rooms_come_by_name_in_pages()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        foreach (var name in new[] { "delta", "Alpha", "charlie", "Bravo" }) await ana.MakeRoomAsync(name);
        var page = (await ben.SendAsync("GET", "/rooms?limit=3")).Read<ListOf<RoomFacts>>();
        Assert.Equal(["Alpha", "Bravo", "charlie"], page.Items.Select(r => r.Name));
        Assert.All(page.Items, r => Assert.Equal((1, false), (r.MemberCount, r.Joined)));
        var rest = (await ben.SendAsync("GET", $"/rooms?limit=3&next={Uri.EscapeDataString(page.Next ?? "")}")).Read<ListOf<RoomFacts>>();
        Assert.Equal(["delta"], rest.Items.Select(r => r.Name));
        Assert.Null(rest.Next);
        Assert.Equal((400, ErrorCodes.RequestInvalid), (await ben.SendAsync("GET", "/rooms?next=nonsense")).Verdict);
    }

    [Theory]
    [InlineData("""{ "name": "n", "topic": "t" }""", ErrorCodes.RequestMalformed)]
    [InlineData("""{ "name": "", "topic": "t", "tags": [] }""", ErrorCodes.RequestInvalid)]
    [InlineData("""{ "name": "n", "topic": "t", "tags": [""] }""", ErrorCodes.RequestInvalid)]
    [InlineData("""{ "name": "n", "topic": "t", "tags": ["1234567890123456789012345678901"] }""", ErrorCodes.RequestInvalid)]
    [InlineData("""{ "name": "n", "topic": "t", "tags": ["1", "2", "3", "4", "5", "6", "7", "8", "9"] }""", ErrorCodes.RequestInvalid)]
    public async Task What_cannot_be_taken_is_refused_by_what_is_wrong(string body, string code)
    {
        await using var server = await CircleServer.StartAsync();
        Assert.Equal((400, code), (await (await server.AddAsync("Ana")).SendAsync("POST", "/rooms", body)).Verdict);
    }

    private static (int, bool) Look(Said said)
    {
        var room = said.Read<RoomFacts>();
        return (room.MemberCount, room.Joined);
    }
}
