using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Conversations;

[Collection(nameof(Chat))]
public sealed class ReadingTests(ChatServer server)
{
    [Theory, OverBothProtocols]
    public async Task A_read_position_goes_forward_to_the_head_at_most_and_never_back(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        for (var i = 0; i < 3; i++) await scene.AdasClient.PostAsync(scene.Conversation, $"{i}");
        var answer = await scene.GracesClient.CallAsync("MarkRead", new { conversationId = scene.Conversation, seq = 2 });
        Assert.Equal("""{"seq":2,"unread":1}""", answer.Value.ToJsonString());
        Assert.Equal(new ReadReceipt(2, 1), await scene.GracesClient.MarkReadAsync(scene.Conversation, -7));
        Assert.Equal(new ReadReceipt(3, 0), await scene.GracesClient.MarkReadAsync(scene.Conversation, long.MaxValue));
        Assert.Equal(new ReadReceipt(3, 0), await scene.GracesClient.MarkReadAsync(scene.Conversation, 1));
        var facts = await scene.GetAsync(scene.Grace);
        Assert.Equal((3, 0), (facts.Number("readSeq"), facts.Number("unread")));
    }

    [Theory, OverBothProtocols]
    public async Task Ones_own_devices_hear_of_it_with_the_count_and_the_others_without(Wire wire)
    {
        await using var scene = await Scene.CircleAsync(server, wire);
        await using var phone = await server.ConnectAsync(scene.Grace, wire);
        for (var i = 0; i < 2; i++) await scene.AdasClient.PostAsync(scene.Conversation, $"{i}");
        await scene.GracesClient.MarkReadAsync(scene.Conversation, 1);
        await scene.GracesClient.MarkReadAsync(scene.Conversation, 1);
        await scene.GracesClient.MarkReadAsync(scene.Conversation, 0);
        await scene.SettleAsync();
        var shared = $$"""{"conversationId":"{{scene.Conversation}}","memberId":"{{scene.Grace.Id}}","seq":1""";
        await phone.Pushes.FindAsync("ReadMoved");
        foreach (var device in new[] { scene.GracesClient, phone }) Assert.Equal(shared + ",\"unread\":1}", Assert.Single(device.Pushes.Named("ReadMoved")).ToJsonString());
        Assert.Equal(shared + "}", Assert.Single(scene.AdasClient.Pushes.Named("ReadMoved")).ToJsonString());
    }

    [Fact]
    public async Task Beyond_fifty_participants_nobody_sees_how_far_the_others_have_read()
    {
        var people = await server.AddAsync([.. Enumerable.Range(0, 51).Select(i => $"member {i}")]);
        var conversation = await server.RoomAsync(people);
        await using var scene = await Scene.OfAsync(server, Wire.Json, conversation, people[..2]);
        await scene.AdasClient.PostAsync(conversation, "one");
        await scene.GracesClient.MarkReadAsync(conversation, 1);
        await scene.SettleAsync();
        Assert.Empty(scene.AdasClient.Pushes.Named("ReadMoved"));
        Assert.All((await scene.GetAsync(scene.Ada, "/members?limit=100"))["items"]!.AsArray(), m => Assert.Equal("memberId role", m.Names()));
        await server.SeatAsync(conversation, people[50], present: false);
        Assert.All((await scene.GetAsync(scene.Ada, "/members?limit=100"))["items"]!.AsArray(), m => Assert.Equal("memberId readSeq role", m.Names()));
        await scene.GracesClient.MarkReadAsync(conversation, 2);
        await scene.AdasClient.Pushes.FindAsync("ReadMoved", p => p.Number("seq") == 2);
    }

    [Fact]
    public async Task What_is_deleted_ones_own_or_the_systems_is_not_unread()
    {
        await using var scene = await Scene.CircleAsync(server);
        var deleted = await scene.AdasClient.PostAsync(scene.Conversation, "to go");
        await scene.GracesClient.PostAsync(scene.Conversation, "own");
        await scene.AdasClient.PostAsync(scene.Conversation, "counts");
        await server.AnnounceAsync(scene.Conversation, "renamed");
        Assert.Equal(2, await UnreadAsync(scene.Grace));
        await scene.AdasClient.DeleteAsync(scene.Conversation, deleted.Id);
        Assert.Equal(1, await UnreadAsync(scene.Grace));
        Assert.Equal((0, 1), (await ReadSeqAsync(scene.Grace), await UnreadAsync(scene.Ada)));

        async Task<long?> UnreadAsync(Person person) => (await scene.GetAsync(person)).Number("unread");
        async Task<long?> ReadSeqAsync(Person person) => (await scene.GetAsync(person)).Number("readSeq");
    }

    [Fact]
    public async Task The_unread_are_counted_to_a_hundred_among_the_newest_five_hundred()
    {
        await using var scene = await Scene.CircleAsync(server);
        for (var i = 0; i < 5; i++) await Task.WhenAll(Enumerable.Range(0, 20).Select(n => scene.AdasClient.PostAsync(scene.Conversation, $"{n}")));
        Assert.Equal(100, (await scene.GetAsync(scene.Grace)).Number("unread"));
        await scene.AdasClient.PostAsync(scene.Conversation, "one more");
        Assert.Equal(100, (await scene.GetAsync(scene.Grace)).Number("unread"));
        for (var i = 0; i < 25; i++) await Task.WhenAll(Enumerable.Range(0, 20).Select(n => scene.GracesClient.PostAsync(scene.Conversation, $"{n}")));
        Assert.Equal(0, (await scene.GetAsync(scene.Grace)).Number("unread"));
    }

    [Fact]
    public async Task Who_joins_has_read_everything_and_may_read_it_all()
    {
        await using var scene = await Scene.CircleAsync(server);
        var newcomer = await server.AddAsync("Newcomer");
        await scene.AdasClient.PostAsync(scene.Conversation, "before");
        await server.SeatAsync(scene.Conversation, newcomer, present: true);
        var facts = await scene.GetAsync(newcomer);
        Assert.Equal((1, 0), (facts.Number("readSeq"), facts.Number("unread")));
        Assert.Single((await scene.GetAsync(newcomer, "/messages"))["messages"]!.AsArray());
    }

    [Fact]
    public async Task Who_was_removed_moves_nothing_and_learns_nothing()
    {
        await using var scene = await Scene.CircleAsync(server);
        await scene.AdasClient.PostAsync(scene.Conversation, "one");
        await server.SeatAsync(scene.Conversation, scene.Grace, present: false);
        Assert.Equal(ErrorCodes.NotFound, (await scene.GracesClient.CallAsync("MarkRead", new { conversationId = scene.Conversation, seq = 1 })).Code);
        Assert.Equal(404, (int)(await scene.CallAsync(scene.Grace, "PUT", "/read", new { seq = 1 })).Status);
    }
}
