using MessagePack;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations.Nodes;
using PeerCircle.Server.Http;
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
        outbox.Add([new RateSpent(RateLimit.Messages, "ada", 7)]);
        outbox.Add(new Outpaced(new(Guid.CreateVersion7()), TimeSpan.FromMilliseconds(300)));
        var sent = await TakeAsync(outbox);
        Assert.Equivalent(sent, NodeMessage.Read(sent.ToBytes()), strict: true);

        byte[] later = [0x9a, .. sent.ToBytes()[1..], 0xa3, .. "new"u8];
        Assert.Equivalent(sent, NodeMessage.Read(later), strict: true);
        for (var length = 0; length < sent.ToBytes().Length; length++) Assert.ThrowsAny<Exception>(() => NodeMessage.Read(sent.ToBytes().AsMemory()[..length]));
        byte[] withoutLists = [0x97, 0xa1, (byte)'n', 1, 0xc0, 0xc0, 0xc0, 0xc0, 0xc2];
        Assert.ThrowsAny<MessagePackSerializationException>(() => NodeMessage.Read(withoutLists));
    }

    [Fact]
    public void Nodes_of_the_version_before_say_less()
    {
        byte[] before = [0x97, 0xa1, (byte)'n', 1, 0x90, 0x90, 0x90, 0x90, 0xc3];
        Assert.Equivalent(new NodeMessage("n", 1, [], [], [], [], IsLast: true), NodeMessage.Read(before), strict: true);
    }

    [Fact]
    public void Limits_that_only_a_later_version_has_are_passed_over()
    {
        byte[] later = [0x98, 0xa1, (byte)'n', 1, 0x90, 0x90, 0x90, 0x90, 0xc2, 0x92, 0x93, 0xa4, .. "News"u8, 0xa3, .. "ada"u8, 5, 0x93, 0xa6, .. "Typing"u8, 0xa3, .. "ada"u8, 6];
        Assert.Equal([new RateSpent(RateLimit.Typing, "ada", 6)], NodeMessage.Read(later).Spent);
    }

    [Fact]
    public async Task Who_has_committed_asks_nobody_to_let_it_pass()
    {
        using var outbox = new NodeOutbox();
        outbox.Open();
        var other = new Outpaced(new(Guid.CreateVersion7()), TimeSpan.FromMilliseconds(20));
        outbox.Add(new Outpaced(Some, TimeSpan.Zero));
        outbox.Add(other with { Trying = TimeSpan.Zero });
        outbox.Add(other);
        outbox.Add(Change(1));
        Assert.Equal([other], (await TakeAsync(outbox)).Outpaced);
        outbox.Add(other);
        Assert.Equal([other], (await TakeAsync(outbox)).Outpaced);
    }

    [Fact]
    public async Task What_comes_while_a_message_is_on_its_way_goes_with_the_next_as_far_as_it_fits()
    {
        using var outbox = new NodeOutbox();
        outbox.Open();
        var text = new string('x', 4_000);
        for (var rev = 1; rev <= 200; rev++) outbox.Add(Change(rev) with { Messages = [new Message { Id = new(Guid.CreateVersion7()), Seq = rev, Rev = rev, Kind = MessageKind.Text, Text = text, CreatedAt = default }] });
        var (first, second) = (await TakeAsync(outbox), await TakeAsync(outbox));
        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.InRange(first.ToBytes().Length, 400_000, 600_000);
        Assert.Equal(Enumerable.Range(1, 200).Select(n => (long)n), first.Changes.Concat(second.Changes).Select(c => c.To));
        outbox.Beat();
        Assert.Equal((3, 0), (await TakeAsync(outbox) is var beat ? beat.Number : 0, beat.Changes.Count));
    }

    [Fact]
    public async Task Typing_is_dropped_first_and_leaves_no_number_out()
    {
        using var outbox = new NodeOutbox();
        outbox.Add(new TypingNotice(Some, Ada));
        outbox.Open();
        for (var n = 0; n < NodeOutbox.MostWaiting + 10; n++) outbox.Add(new TypingNotice(Some, Ada));
        outbox.Add(Change(1));
        var message = await TakeAsync(outbox);
        Assert.Equal((1, NodeOutbox.MostTyping, 1), (message.Number, message.Typing.Count, message.Changes.Count));
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
