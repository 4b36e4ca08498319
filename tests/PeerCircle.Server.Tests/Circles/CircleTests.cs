using System.Net;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Circles;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Tests.Accounts;
using PeerCircle.Storage.Sqlite;
using Xunit;

namespace PeerCircle.Server.Tests.Circles;

public sealed class CircleTests
{
    [Fact]
    public async Task A_circle_is_made_shown_and_listed()
    {
        await using var server = await CircleServer.StartAsync();
        var ana = await server.AddAsync("Ana Ruiz");
        var made = await ana.MakeCircleAsync();
        Assert.Equal(("Founders", "To talk", 12), (made.Name, made.Purpose, made.Capacity));
        Assert.Equal((ana.Id, ParticipantRole.Host), (Assert.Single(made.Members).MemberId, made.Members[0].Role));
        Assert.Equal(made.Id, (await ana.SendAsync("GET", $"/circles/{made.Id}")).Read<CircleFacts>().Id);
        Assert.Equal([made.Id], (await ana.SendAsync("GET", "/circles")).Read<ListOf<CircleFacts>>().Items.Select(c => c.Id));
        var page = (await ana.SendAsync("GET", $"/conversations/{made.ConversationId}/messages")).Read<MessagePage>();
        Assert.Empty(page.Messages);
    }

    [Fact]
    public async Task The_same_id_again_answers_the_circle_as_it_is_now_and_shows_nothing_to_another()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        var body = new CircleBody("Founders", "p", new CircleId(Guid.CreateVersion7()));
        await ana.SendAsync("POST", "/circles", body);
        await ana.SendAsync("PATCH", $"/circles/{body.Id}", new CirclePatch("Makers"));
        Assert.Equal("Makers", (await ana.SendAsync("POST", "/circles", body)).Read<CircleFacts>(HttpStatusCode.Created).Name);
        var taken = await ben.SendAsync("POST", "/circles", body);
        Assert.Equal((409, ErrorCodes.IdTaken), taken.Verdict);
        Assert.DoesNotContain("Makers", taken.Body, StringComparison.Ordinal);
        Assert.Empty((await ben.SendAsync("GET", "/circles")).Read<ListOf<CircleFacts>>().Items);
    }

    [Theory]
    [InlineData("""{ "name": "n" }""", ErrorCodes.RequestMalformed)]
    [InlineData("""{ "name": "n", "purpose": "p", "color": "red" }""", ErrorCodes.RequestMalformed)]
    [InlineData("""{ "name": "n", "purpose": "p", "id": "7" }""", ErrorCodes.RequestMalformed)]
    [InlineData("""{ "name": "n", "purpose": "p", "capacity": "12" }""", ErrorCodes.RequestMalformed)]
    [InlineData("""{ "name": " ", "purpose": "p" }""", ErrorCodes.RequestInvalid)]
    [InlineData("""{ "name": "n", "purpose": "p", "id": "b1c5a3de-57f5-4f6c-9c94-6f2a5a3a0b11" }""", ErrorCodes.RequestInvalid)]
    public async Task What_cannot_be_taken_is_refused_by_what_is_wrong(string body, string code)
    {
        await using var server = await CircleServer.StartAsync();
        Assert.Equal((400, code), (await (await server.AddAsync("Ana")).SendAsync("POST", "/circles", body)).Verdict);
    }

    [Fact]
    public async Task The_conversation_tells_the_circle_s_story_in_sentences()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana Ruiz"), await server.AddAsync("Ben Okafor"));
        var circle = await ana.MakeCircleAsync();
        var invite = await ana.InviteAsync(circle);
        Assert.Equal(2, (await ben.AcceptAsync(invite)).Read<CircleFacts>().Members.Count);
        await ana.SendAsync("PATCH", $"/circles/{circle.Id}", new CirclePatch("Makers"));
        await ana.SendAsync("PATCH", $"/circles/{circle.Id}/members/{ben.Id}", new CircleRolePatch(ParticipantRole.Host));
        await ben.SendAsync("DELETE", $"/circles/{circle.Id}/members/{ana.Id}");
        var page = (await ben.SendAsync("GET", $"/conversations/{circle.ConversationId}/messages")).Read<MessagePage>();
        Assert.Equal(
            ["Ben Okafor joined.", "Ana Ruiz renamed the circle to “Makers”.", "Ben Okafor is now a host.", "Ana Ruiz was removed by Ben Okafor."],
            page.Messages.Select(m => m.Text));
        Assert.Equal(
            [new Card("joined", ben.Id), new Card("renamed", ById: ana.Id, Name: "Makers"), new Card("hostChanged", ben.Id, ana.Id), new Card("removed", ana.Id, ben.Id)],
            page.Messages.Select(m => m.Card));
        Assert.All(page.Messages, m => Assert.Equal((MessageKind.System, null), (m.Kind, m.AuthorId)));
    }

    [Fact]
    public async Task Who_joins_has_read_up_to_their_own_coming()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        var circle = await ana.MakeCircleAsync();
        await ana.SendAsync("POST", $"/conversations/{circle.ConversationId}/messages", new PostBody(new MessageId(Guid.CreateVersion7()), "Before"));
        await ben.AcceptAsync(await ana.InviteAsync(circle));
        var facts = (await ben.SendAsync("GET", $"/conversations/{circle.ConversationId}")).Read<ConversationFacts>();
        Assert.Equal((2, 2L, 0), (facts.Seq, facts.ReadSeq, facts.Unread));
        Assert.Equal(("Founders", circle.Id), (facts.Title, facts.CircleId));
    }

    [Fact]
    public async Task The_last_host_is_followed_by_the_longest_standing_and_an_emptied_circle_is_unseen()
    {
        await using var server = await CircleServer.StartAsync();
        var (ana, ben) = (await server.AddAsync("Ana"), await server.AddAsync("Ben"));
        var circle = await ana.MakeCircleAsync();
        var invite = await ana.InviteAsync(circle);
        await ben.AcceptAsync(invite);
        Assert.Equal((400, ErrorCodes.RequestInvalid), (await ana.SendAsync("PATCH", $"/circles/{circle.Id}/members/{ana.Id}", new CircleRolePatch(ParticipantRole.Member))).Verdict);
        Assert.Equal(204, (await ana.SendAsync("DELETE", $"/circles/{circle.Id}/members/{ana.Id}")).Status);
        Assert.Equal(404, (await ana.SendAsync("DELETE", $"/circles/{circle.Id}/members/{ana.Id}")).Status);
        Assert.Equal(ParticipantRole.Host, Assert.Single((await ben.SendAsync("GET", $"/circles/{circle.Id}")).Read<CircleFacts>().Members).Role);
        Assert.Equal(204, (await ben.SendAsync("DELETE", $"/circles/{circle.Id}/members/{ben.Id}")).Status);
        Assert.Equal(404, (await ben.SendAsync("GET", $"/circles/{circle.Id}")).Status);
        Assert.Equal((410, ErrorCodes.InviteGone), (await ben.AcceptAsync(invite)).Verdict);
        Assert.Equal((404, ErrorCodes.NotFound), (await ana.SendAsync("POST", "/circles", new CircleBody("Founders", "", circle.Id))).Verdict);
    }

    [Fact]
    public async Task One_s_circles_come_in_pages()
    {
        await using var server = await CircleServer.StartAsync();
        var ana = await server.AddAsync("Ana");
        var made = new List<CircleId>();
        for (var n = 0; n < 5; n++) made.Add((await ana.MakeCircleAsync(name: $"Circle {n}")).Id);
        var seen = new List<CircleId>();
        string? next = null;
        do
        {
            var page = (await ana.SendAsync("GET", $"/circles?limit=2{(next is null ? "" : $"&next={next}")}")).Read<ListOf<CircleFacts>>();
            Assert.InRange(page.Items.Count, 1, 2);
            seen.AddRange(page.Items.Select(c => c.Id));
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(made.OrderBy(c => c.Value), seen);
        Assert.Equal((400, ErrorCodes.RequestInvalid), (await ana.SendAsync("GET", "/circles?next=nonsense")).Verdict);
        Assert.Equal((400, ErrorCodes.RequestInvalid), (await ana.SendAsync("GET", "/circles?limit=0")).Verdict);
    }

    [Fact]
    public async Task Each_kind_of_creation_has_a_limit_of_its_own()
    {
        await using var server = await CircleServer.StartAsync("Limits:CreationsPerDay=2");
        var ana = await server.AddAsync("Ana");
        var circle = await ana.MakeCircleAsync();
        await ana.MakeCircleAsync();
        Assert.Equal((429, ErrorCodes.RateLimited), (await ana.SendAsync("POST", "/circles", new CircleBody("n", ""))).Verdict);
        await ana.InviteAsync(circle);
        await ana.InviteAsync(circle);
        Assert.Equal((429, ErrorCodes.RateLimited), (await ana.SendAsync("POST", $"/circles/{circle.Id}/invites", new InviteBody())).Verdict);
        await ana.MakeRoomAsync("One");
        await (await server.AddAsync("Ben")).MakeCircleAsync();
    }

    [Fact]
    public async Task What_a_dead_server_left_is_finished_at_the_next_start()
    {
        var directory = CircleServer.NewDirectory();
        var (creator, id) = (new MemberId(Guid.CreateVersion7()), new CircleId(Guid.CreateVersion7()));
        await using (var store = new SqliteStore(CircleServer.PathIn(directory), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteStore>.Instance))
        {
            await store.OpenAsync(StoreHold.Serve, TestContext.Current.CancellationToken);
            Assert.True(Circle.Found(creator, new CircleBody("Left", "", id), DateTimeOffset.UtcNow).TryGet(out var circle, out _));
            await store.Documents.InsertAsync(Circle.Type, circle, TestContext.Current.CancellationToken);
        }
        await using var server = await CircleServer.StartInAsync(directory, null);
        var settled = await Until.FoundAsync(() => server.Store.Documents.FindAsync(Circle.Type, id.Value, CancellationToken.None).GetAwaiter().GetResult() is { Value.Pending.Count: 0 } stored ? stored : null);
        Assert.Equal("Left", settled.Value.Name);
        var host = Assert.Single(await server.Store.Conversations.ReadParticipantsAsync(ConversationIds.OfCircle(id), null, 10, TestContext.Current.CancellationToken));
        Assert.Equal((creator, ParticipantRole.Host), (host.Member, host.Role));
    }
}
