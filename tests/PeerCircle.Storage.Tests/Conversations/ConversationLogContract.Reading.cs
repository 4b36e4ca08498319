using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using Xunit;

namespace PeerCircle.Storage.Tests.Conversations;

public abstract partial class ConversationLogContract
{
    /// <summary>A conversation of 25 messages; 3, 6, 9 … are replies to the first.</summary>
    private async Task<(Conversation Conversation, IReadOnlyList<MessageState> Messages, MemberId Author)> LongAsync()
    {
        var author = Sample.Member();
        var created = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var posting = Sample.Posting(created, author, 25);
        var first = posting.Inserted[0].Id;
        IReadOnlyList<MessageState> messages = [.. posting.Inserted.Select(m => m.Seq % 3 == 0 ? m with { ParentId = first } : m)];
        return (await One.CommittedAsync(posting with { Inserted = messages }, Stop), messages, author);
    }

    [Theory(Timeout = Deadline)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_of_messages_meet_without_gap_or_repeat(bool replies)
    {
        var (conversation, all, _) = await LongAsync();
        MessageId? parent = replies ? all[0].Id : null;
        var wanted = all.Where(m => !replies || m.ParentId == parent).ToList();

        var forward = new List<MessageState>();
        for (var from = 1L; await Other.ReadMessagesAsync(conversation.Id, from, long.MaxValue, 4, newest: false, parent, Stop) is { Count: > 0 } page; from = page[^1].Seq + 1)
            forward.AddRange(page);
        var backward = new List<MessageState>();
        for (var to = long.MaxValue; await Other.ReadMessagesAsync(conversation.Id, 1, to, 4, newest: true, parent, Stop) is { Count: > 0 } page; to = page[0].Seq - 1)
            backward.InsertRange(0, page);

        Sample.Same(wanted, forward);
        Sample.Same(wanted, backward);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_range_of_messages_includes_both_ends()
    {
        var (conversation, all, _) = await LongAsync();

        Sample.Same(all.Skip(4).Take(5), await Other.ReadMessagesAsync(conversation.Id, 5, 9, 100, newest: false, null, Stop));
        Sample.Same(all.Skip(4).Take(2), await Other.ReadMessagesAsync(conversation.Id, 5, 9, 2, newest: false, null, Stop));
        Sample.Same(all.Skip(7).Take(2), await Other.ReadMessagesAsync(conversation.Id, 5, 9, 2, newest: true, null, Stop));
        Assert.Empty(await Other.ReadMessagesAsync(conversation.Id, 9, 5, 100, newest: false, null, Stop));
        Assert.Empty(await Other.ReadMessagesAsync(conversation.Id, 26, long.MaxValue, 100, newest: true, null, Stop));
        Assert.Empty(await Other.ReadMessagesAsync(conversation.Id, long.MinValue, 0, 100, newest: true, null, Stop));
        Assert.Empty(await Other.ReadMessagesAsync(conversation.Id, 1, 25, 100, newest: true, new MessageId(Guid.CreateVersion7()), Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Pages_of_changes_meet_without_gap_or_repeat()
    {
        var (conversation, all, _) = await LongAsync();
        var changed = await One.CommittedAsync(Sample.Changing(conversation, [all[20], all[2], all[9]], m => m with { Text = "changed" }), Stop);

        var read = new List<MessageState>();
        for (var after = 0L; await Other.ReadChangesAsync(conversation.Id, after, changed.Head.Rev, 4, Stop) is { Count: > 0 } page; after = page[^1].Rev)
            read.AddRange(page);

        Assert.Equal(all.Where(m => m.Seq is not (21 or 3 or 10)).Select(m => m.Rev).Concat([26, 27, 28]), read.Select(m => m.Rev));
        Assert.Equal(new long[] { 21, 3, 10 }, read.TakeLast(3).Select(m => m.Seq));
        Assert.Equal(new long[] { 24, 25, 26 }, (await Other.ReadChangesAsync(conversation.Id, 23, 26, 100, Stop)).Select(m => m.Rev));
        Assert.Empty(await Other.ReadChangesAsync(conversation.Id, 28, long.MaxValue, 100, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Changes_are_counted_up_to_a_limit()
    {
        var (conversation, all, _) = await LongAsync();
        await One.CommittedAsync(Sample.Changing(conversation, [all[0]], m => m with { Text = "changed" }), Stop);

        Assert.Equal(25, await Other.CountChangesAsync(conversation.Id, 0, 1000, Stop));
        Assert.Equal(10, await Other.CountChangesAsync(conversation.Id, 0, 10, Stop));
        Assert.Equal(1, await Other.CountChangesAsync(conversation.Id, 25, 1000, Stop));
        Assert.Equal(0, await Other.CountChangesAsync(conversation.Id, 26, 1000, Stop));
        Assert.Equal(0, await Other.CountChangesAsync(new(Guid.CreateVersion7()), 0, 1000, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Changes_are_those_after_a_rev_whatever_was_posted_and_changed_before()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var author = Sample.Member();
        var conversation = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var now = new List<MessageState>();
        for (var n = 0; n < 40; n++)
        {
            if (now.Count == 0 || random.Next(2) == 0)
            {
                var posting = Sample.Posting(conversation, author, random.Next(1, 6));
                conversation = await One.CommittedAsync(posting, Stop);
                now.AddRange(posting.Inserted);
                continue;
            }
            var some = now.OrderBy(_ => random.Next()).Take(random.Next(1, 6)).ToList();
            var changing = Sample.Changing(conversation, some, message => message with { Text = $"changed {n}" });
            conversation = await One.CommittedAsync(changing, Stop);
            foreach (var message in changing.Changed) now[(int)message.Seq - 1] = message;
        }

        for (var n = 0; n < 200; n++)
        {
            var (after, limit) = (random.NextInt64(-1, conversation.Head.Rev + 3), random.Next(1, now.Count + 3));
            var to = random.Next(3) == 0 ? long.MaxValue : random.NextInt64(after, conversation.Head.Rev + 3);
            var wanted = now.Where(m => m.Rev > after && m.Rev <= to).OrderBy(m => m.Rev).Take(limit).ToList();
            var found = await Other.ReadChangesAsync(conversation.Id, after, to, limit, Stop);
            Assert.True(wanted.Select(m => (m.Id, m.Rev)).SequenceEqual(found.Select(m => (m.Id, m.Rev))), $"seed {seed}: after {after} to {to}, at most {limit}");
            Assert.Equal(Math.Min(limit, now.Count(m => m.Rev > after)), await Other.CountChangesAsync(conversation.Id, after, limit, Stop));
        }
    }

    [Fact(Timeout = Deadline)]
    public async Task Messages_are_found_by_id_in_their_conversation()
    {
        var (conversation, all, author) = await LongAsync();
        var elsewhere = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);

        var found = await Other.FindMessagesAsync(conversation.Id, [all[7].Id, new(Guid.CreateVersion7()), all[3].Id, all[7].Id], Stop);

        Sample.Same([all[3], all[7]], [.. found.OrderBy(m => m.Seq)]);
        Assert.Empty(await Other.FindMessagesAsync(elsewhere.Id, [all[7].Id], Stop));
        Assert.Empty(await Other.FindMessagesAsync(conversation.Id, [], Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task The_last_message_of_each_conversation_is_the_one_with_the_highest_seq()
    {
        var (one, messages, author) = await LongAsync();
        var (two, others, _) = await LongAsync();
        var empty = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        await One.CommittedAsync(Sample.Changing(two, [others[0]], m => m with { Text = "a later rev" }), Stop);

        var last = await Other.ReadLastAsync([one.Id, two.Id, empty.Id, new(Guid.CreateVersion7())], Stop);

        Assert.Equal(2, last.Count);
        Sample.Same(messages[^1], last[one.Id]);
        Sample.Same(others[^1], last[two.Id]);
    }

    [Fact(Timeout = Deadline)]
    public async Task Unread_leaves_out_deleted_own_and_system_messages()
    {
        var (reader, author) = (Sample.Member(), Sample.Member());
        var created = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), reader, author), Stop);
        var posting = Sample.Posting(created, author, 10);
        IReadOnlyList<MessageState> messages =
        [
            .. posting.Inserted.Select(m => m.Seq switch
            {
                2 => m with { AuthorId = reader },
                4 => m with { AuthorId = null, Kind = MessageKind.System },
                6 => m with { DeletedAt = Sample.At, DeletedBy = DeletedBy.Author },
                8 => m with { Kind = MessageKind.Celebration },
                _ => m,
            }),
        ];
        var posted = await One.CommittedAsync(posting with { Inserted = messages }, Stop);

        Assert.Equal(7, await UnreadAsync(reader, new(created.Id, 0, 10)));
        Assert.Equal(1, await UnreadAsync(author, new(created.Id, 0, 10)));
        Assert.Equal(7, await UnreadAsync(reader, new(created.Id, -5, long.MaxValue)));
        Assert.Equal(3, await UnreadAsync(reader, new(created.Id, 4, 8)));
        Assert.Equal(0, await UnreadAsync(reader, new(created.Id, 5, 6)));
        Assert.Equal(0, await UnreadAsync(reader, new(created.Id, 10, 10)));

        await One.CommittedAsync(Sample.Changing(posted, [messages[9], messages[0]], m => m with { DeletedAt = Sample.At, Text = "" }), Stop);
        Assert.Equal(5, await UnreadAsync(reader, new(created.Id, 0, 10)));
    }

    private async Task<int> UnreadAsync(MemberId member, SeqRange range) =>
        (await Other.CountUnreadAsync(member, [range], Stop)).GetValueOrDefault(range.Conversation);

    [Fact(Timeout = Deadline)]
    public async Task Unread_is_counted_to_100_for_each_of_many_ranges()
    {
        var (reader, author) = (Sample.Member(), Sample.Member());
        var created = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var many = await One.CommittedAsync(Sample.Posting(created, author, 130), Stop);
        var few = await One.CommittedAsync(Sample.Posting(await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop), author, 3), Stop);
        var none = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);

        var counts = await Other.CountUnreadAsync(reader, [new(many.Id, 0, 130), new(few.Id, 1, 3), new(none.Id, 0, 0)], Stop);

        Assert.Equal((100, 2, 0), (counts[many.Id], counts[few.Id], counts.GetValueOrDefault(none.Id)));
        Assert.Equal(99, await UnreadAsync(reader, new(many.Id, 31, 130)));
        Assert.Empty(await Other.CountUnreadAsync(reader, [], Stop));
    }
}
