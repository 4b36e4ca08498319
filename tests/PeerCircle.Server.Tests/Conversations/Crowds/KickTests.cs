using System.Globalization;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>Members who are removed from a circle in which others go on talking.</summary>
[Collection(nameof(Crowd))]
public sealed class KickTests(Crowd crowd)
{
    private const int PostsPerSecond = 300;

    [Fact]
    public async Task Hear_nothing_that_is_said_after_the_answer_and_are_refused_all_the_rest()
    {
        var (host, stays, removed) = (crowd.People[0], crowd.People[1], crowd.People.Skip(2).Take(Size.Of(30, 150)).ToList());
        var circle = await CircleAsync([host, stays, .. removed]);
        await using var viewers = await circle.ViewAsync([host, stays]);
        await using var posting = Posting.Start(viewers.All[0], PostsPerSecond, "as if nothing had happened");
        foreach (var person in removed)
        {
            await using var heard = await HubClient.ConnectAsync(circle.Server.Url, person.Token, Conversations.Wire.Pack);
            await heard.Pushes.FindAsync("Changes");
            var answer = await circle.Server.CallAsync("DELETE", $"/api/v1/circles/{circle.Id}/members/{person.Id}", by: host);
            var said = posting.Begun;
            Assert.Equal(204, (int)answer.Status);
            Assert.Equal(ErrorCodes.NotFound, (await heard.CallAsync("Post", new { conversationId = circle.Conversation, id = HubClient.NewId(), text = "still?" })).Code);
            Assert.Empty((await heard.SyncAsync(new SyncCursor(circle.Conversation, 0))).Conversations);
            Assert.Equal(404, (int)(await circle.Server.CallAsync("GET", $"/api/v1/conversations/{circle.Conversation}/changes", by: person)).Status);
            await heard.Pushes.FindAsync("ConversationRemoved");
            await viewers.ReachAsync((await viewers.All[0].PostAsync("a fence")).Rev);
            await heard.SyncAsync();
            Assert.InRange(LastHeard(heard), 0, said - 1);
        }
        await viewers.HaveAllAsync(await posting.StopAsync());
    }

    /// <summary>Which of the posts was the last that came; they are numbered.</summary>
    private static int LastHeard(HubClient client) => client.Pushes.Named("Changes").SelectMany(p => p["messages"]!.AsArray())
        .Select(m => m!.Text("text")!.Split(' ')[0]).Where(n => int.TryParse(n, CultureInfo.InvariantCulture, out _)).Max(n => int.Parse(n, CultureInfo.InvariantCulture));

    private async Task<Room> CircleAsync(Person[] people)
    {
        var made = await crowd.Server.CallAsync("POST", "/api/v1/circles", new { name = "Talkers", purpose = "", capacity = people.Length }, people[0]);
        var invite = await crowd.Server.CallAsync("POST", $"/api/v1/circles/{made.Text("id")}/invites", new { }, people[0]);
        foreach (var person in people.Skip(1)) Assert.Equal(200, (int)(await crowd.Server.CallAsync("POST", $"/api/v1/invites/{invite.Text("token")}/accept", by: person)).Status);
        return new Room(crowd.Server, made.Text("id"), new ConversationId(Guid.Parse(made.Text("conversationId"))));
    }
}
