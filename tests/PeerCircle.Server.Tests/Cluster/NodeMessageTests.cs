using MessagePack;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations.Nodes;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>What nodes tell each other, and how one that missed something knows.</summary>
public sealed class NodeMessageTests
{
    private static readonly ConversationId Some = new(Guid.CreateVersion7());
    private static readonly MemberId Ada = new(Guid.CreateVersion7());

    [Fact]
    public async Task All_of_it_arrives_and_nodes_of_a_later_version_may_say_more()
    {
        using var outbox = new NodeOutbox();
        outbox.Open();
        var message = new Message { Id = new(Guid.CreateVersion7()), Seq = 3, Rev = 7, Kind = MessageKind.Text, AuthorId = Ada, Text = "héllo 🎉", Reactions = [new Reaction("🎉", 2, [Ada])], CreatedAt = DateTimeOffset.UnixEpoch.AddHours(1) };
        outbox.Add(new Changes(Some, "e", 5, 7, [message]));
        outbox.Add(new ReadMoved(Some, Ada, 3));
        outbox.Add(new TypingNotice(Some, Ada));
        outbox.Add([Ada]);
        var sent = await TakeAsync(outbox);
        Assert.Equivalent(sent, NodeMessage.Read(sent.ToBytes()), strict: true);

        byte[] later = [0x97, .. sent.ToBytes()[1..], 0xa3, .. "new"u8];
        Assert.Equivalent(sent, NodeMessage.Read(later), strict: true);
        Assert.ThrowsAny<MessagePackSerializationException>(() => NodeMessage.Read(sent.ToBytes().AsMemory()[..40]));
        Assert.ThrowsAny<MessagePackSerializationException>(() => NodeMessage.Read("\u0001"u8.ToArray()));
    }

    [Fact]
    public async Task What_comes_while_a_message_is_on_its_way_goes_with_the_next()
    {
        using var outbox = new NodeOutbox();
        outbox.Open();
        for (var rev = 1; rev <= 100; rev++) outbox.Add(Change(rev));
        var (first, second) = (await TakeAsync(outbox), await TakeAsync(outbox));
        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long)n), first.Changes.Concat(second.Changes).Select(c => c.To));
        outbox.Beat();
        Assert.Equal((3, 0), (await TakeAsync(outbox) is var beat ? beat.Number : 0, beat.Changes.Count));
    }

    [Fact]
    public async Task What_was_not_told_leaves_a_number_out()
    {
        using var outbox = new NodeOutbox();
        outbox.Add(Change(1));
        outbox.Open();
        outbox.Add(Change(2));
        Assert.Equal(2, (await TakeAsync(outbox)).Number);
        outbox.Close();
        outbox.Open();
        outbox.Beat();
        Assert.Equal(4, (await TakeAsync(outbox)).Number);
        for (var rev = 0; rev <= NodeOutbox.MostWaiting; rev++) outbox.Add(Change(rev));
        outbox.Add(Change(20_000));
        var after = await TakeAsync(outbox);
        Assert.Equal((6, 20_000), (after.Number, Assert.Single(after.Changes).To));
    }

    private static Changes Change(long rev) => new(Some, "e", rev - 1, rev, []);

    private static Task<NodeMessage> TakeAsync(NodeOutbox outbox) => outbox.TakeAsync(TestContext.Current.CancellationToken);
}
