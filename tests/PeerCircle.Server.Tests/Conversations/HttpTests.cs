using System.Net;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Accounts;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>What the hub does, over HTTP.</summary>
[Collection(nameof(Chat))]
public sealed class HttpTests(ChatServer server)
{
    [Fact]
    public async Task Everything_the_hub_does_to_messages_has_its_like_and_reaches_the_hub()
    {
        await using var scene = await Scene.CircleAsync(server);
        var id = HubClient.NewId();
        var posted = Ok(await scene.CallAsync(scene.Ada, "POST", "/messages", new { id, text = " one " }));
        Assert.Equal("at id rev seq", posted.Body.Names());
        Assert.Equal("one", (await scene.GracesClient.MessageAsync(scene.Conversation, id)).Text("text"));
        Assert.Equal(posted.Body!.ToJsonString(), Ok(await scene.CallAsync(scene.Ada, "POST", "/messages", new { id, text = "one" })).Body!.ToJsonString());
        Assert.Equal(posted.Body["at"]!.GetValue<string>(), WireTime.Text((await scene.AdasClient.PostAsync(scene.Conversation, "one", id)).At));

        Assert.Equal("""{"rev":2}""", Json(await scene.CallAsync(scene.Ada, "PATCH", $"/messages/{id}", new { text = "two", baseRev = 1 })));
        Assert.Equal((409, ErrorCodes.MessageEditConflict), (await scene.CallAsync(scene.Ada, "PATCH", $"/messages/{id}", new { text = "three", baseRev = 1 })).Refused);
        Assert.Equal("""{"rev":3}""", Json(await scene.CallAsync(scene.Grace, "PUT", $"/messages/{id}/reactions/1%EF%B8%8F%E2%83%A3")));
        Assert.Equal("""{"rev":4}""", Json(await scene.CallAsync(scene.Grace, "PUT", $"/messages/{id}/reactions/%23%EF%B8%8F%E2%83%A3")));
        Assert.Equal("""{"rev":5}""", Json(await scene.CallAsync(scene.Grace, "DELETE", $"/messages/{id}/reactions/1%E2%83%A3")));
        Assert.Equal("#️⃣", (await scene.AdasClient.MessageAsync(scene.Conversation, id, rev: 5))["reactions"]![0]!.Text("emoji"));
        Assert.Equal("""{"seq":1,"unread":0}""", Json(await scene.CallAsync(scene.Grace, "PUT", "/read", new { seq = 1 })));
        await scene.GracesClient.Pushes.FindAsync("ReadMoved");
        Assert.Equal("""{"rev":6}""", Json(await scene.CallAsync(scene.Ada, "DELETE", $"/messages/{id}")));
        Assert.Equal("author", (await scene.GracesClient.MessageAsync(scene.Conversation, id, rev: 6)).Text("deletedBy"));
        var reply = await scene.CallAsync(scene.Ada, "POST", "/messages", new { id = HubClient.NewId(), text = "late", parentId = id });
        Assert.Equal((409, ErrorCodes.MessageDeleted), reply.Refused);
    }

    [Fact]
    public async Task Hub_and_HTTP_race_for_one_id_and_make_one_message()
    {
        await using var scene = await Scene.CircleAsync(server);
        var id = HubClient.NewId();
        var http = Enumerable.Range(0, 4).Select(async _ => Ok(await scene.CallAsync(scene.Ada, "POST", "/messages", new { id, text = "once" })).Body!.Number("rev"));
        var hub = Enumerable.Range(0, 4).Select(async _ => (long?)(await scene.AdasClient.PostAsync(scene.Conversation, "once", id)).Rev);
        Assert.Equal([1], (await Task.WhenAll(http.Concat(hub))).Distinct());
        Assert.Equal(1, (await server.HeadAsync(scene.Conversation)).Seq);
    }

    private static Answer Ok(Answer answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer;
    }

    private static string? Json(Answer answer) => Ok(answer).Body?.ToJsonString();
}
