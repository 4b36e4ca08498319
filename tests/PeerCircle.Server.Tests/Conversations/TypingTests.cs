using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

[Collection(nameof(Chat))]
public sealed class TypingTests(ChatServer server)
{
    [Theory, OverBothProtocols]
    public async Task The_others_are_told_and_nothing_is_kept(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        await using var phone = await server.ConnectAsync(scene.Ada, wire);
        var answer = await scene.AdasClient.CallAsync("Typing", new { conversationId = scene.Conversation });
        Assert.Equal("""{"ok":true}""", answer.Reply.ToJsonString());
        var push = await scene.GracesClient.Pushes.FindAsync("Typing");
        Assert.Equal($$"""{"conversationId":"{{scene.Conversation}}","memberId":"{{scene.Ada.Id}}"}""", push.ToJsonString());
        Assert.Equal(0, (await server.HeadAsync(scene.Conversation)).Rev);
        await scene.SettleAsync();
        Assert.Empty(scene.AdasClient.Pushes.Named("Typing"));
        Assert.Empty(phone.Pushes.Named("Typing"));
    }
}
