using System.Collections.Concurrent;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using Xunit;

namespace PeerCircle.Storage.Tests.Conversations;

public abstract partial class ConversationLogContract
{
    [Fact(Timeout = Deadline)]
    public async Task Numbers_stay_dense_when_many_write_at_once()
    {
        var (writers, posts) = Crowd;
        var author = Sample.Member();
        var created = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var acknowledged = new ConcurrentBag<(MessageId Id, long Seq)>();

        await Task.WhenAll(Enumerable.Range(0, writers).Select(n => Task.Run(async () =>
        {
            var log = n % 2 == 0 ? One : Other;
            for (var post = 0; post < posts; post++)
                acknowledged.Add(await PostUntilCommittedAsync(log, created.Id, author));
        }, Stop)));

        var total = writers * posts;
        var head = (await Other.ReadAsync(created.Id, Stop)).Head;
        var messages = await Other.AllAsync(created.Id, Stop);
        Assert.Equal((total, total), (head.Rev, head.Seq));
        Assert.Equal(Enumerable.Range(1, total).Select(n => ((long)n, (long)n)), messages.Select(m => (m.Seq, m.Rev)));
        Assert.Equal(acknowledged.OrderBy(a => a.Seq), messages.Select(m => (m.Id, m.Seq)));
    }

    private static async Task<(MessageId Id, long Seq)> PostUntilCommittedAsync(IConversationLog log, ConversationId id, MemberId author)
    {
        while (true)
        {
            var commit = Sample.Posting(await log.ReadAsync(id, Stop), author);
            if (await log.CommitAsync(commit, Stop) == CommitOutcome.Committed)
                return (commit.Inserted[0].Id, commit.Inserted[0].Seq);
        }
    }

    [Fact(Timeout = Deadline)]
    public async Task One_id_posted_by_many_at_once_is_there_once()
    {
        var author = Sample.Member();
        var created = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var id = new MessageId(Guid.CreateVersion7());

        var committed = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(() => PostOnceAsync(n % 2 == 0 ? One : Other, created.Id, id, author), Stop)));

        Assert.Single(committed, true);
        Assert.Equal(1, (await One.ReadAsync(created.Id, Stop)).Head.Seq);
        Assert.Equal(id, Assert.Single(await Other.AllAsync(created.Id, Stop)).Id);
    }

    private static async Task<bool> PostOnceAsync(IConversationLog log, ConversationId conversation, MessageId id, MemberId author)
    {
        while (true)
        {
            var read = await log.ReadAsync(conversation, Stop);
            if ((await log.FindMessagesAsync(conversation, [id], Stop)).Count > 0)
                return false;
            var posting = Sample.Posting(read, author);
            if (await log.CommitAsync(posting with { Inserted = [posting.Inserted[0] with { Id = id }] }, Stop) == CommitOutcome.Committed)
                return true;
        }
    }

    [Fact(Timeout = Deadline)]
    public async Task Changed_messages_move_to_new_revs_and_are_read_once_at_the_latest()
    {
        var author = Sample.Member();
        var created = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var posting = Sample.Posting(created, author, 5);
        var posted = await One.CommittedAsync(posting, Stop);
        var m = posting.Inserted;

        var first = Sample.Changing(posted, [m[3], m[1]], message => message with { Text = "first" });
        var once = await Other.CommittedAsync(first, Stop);
        var second = Sample.Changing(once, [first.Changed[1], first.Changed[0], m[0]], message => message with { ReplyCount = 2 });
        var twice = await One.CommittedAsync(second, Stop);

        var changes = await Other.ReadChangesAsync(created.Id, 0, twice.Head.Rev, 100, Stop);
        Sample.Same([m[2], m[4], .. second.Changed], changes);
        Assert.Equal(new long[] { 3, 5, 8, 9, 10 }, changes.Select(message => message.Rev));
        Sample.Same(second.Changed, await Other.ReadChangesAsync(created.Id, 5, twice.Head.Rev, 100, Stop));
        Assert.Equal(new long[] { 1, 2, 3, 4, 5 }, (await Other.AllAsync(created.Id, Stop)).Select(message => message.Seq));
    }

    [Theory(Timeout = Deadline)]
    [InlineData("seq")]
    [InlineData("rev")]
    [InlineData("rev of a change")]
    [InlineData("missing")]
    public async Task A_commit_that_breaks_an_invariant_throws_and_leaves_nothing(string broken)
    {
        var author = Sample.Member();
        var created = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var posted = await One.CommittedAsync(Sample.Posting(created, author, 3), Stop);
        var before = await SnapshotAsync(created.Id);
        var (old, everything) = (before.Messages, Everything(posted, before.Messages[0], author));
        var (extra, head) = (Sample.Message(5, 6, author), everything.Conversation.Head);

        var commit = broken switch
        {
            "seq" => everything with { Inserted = [.. everything.Inserted, extra with { Seq = 2 }] },
            "rev" => everything with { Inserted = [.. everything.Inserted, extra with { Rev = 2 }] },
            "rev of a change" => everything with { Changed = [.. everything.Changed, old[2] with { Rev = 2 }] },
            _ => everything with { Changed = [.. everything.Changed, extra] },
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => Other.CommitAsync(commit with { Conversation = posted with { Head = head with { Rev = 6, Seq = 5 } } }, Stop));
        await UnchangedAsync(created.Id, before);
        await Other.CommittedAsync(everything, Stop);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_commit_that_inserts_a_message_that_exists_says_so_and_leaves_nothing()
    {
        var author = Sample.Member();
        var created = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var posted = await One.CommittedAsync(Sample.Posting(created, author, 3), Stop);
        var before = await SnapshotAsync(created.Id);
        var everything = Everything(posted, before.Messages[0], author);
        var again = Sample.Message(5, 6, author) with { Id = before.Messages[1].Id };
        var head = everything.Conversation.Head with { Rev = 6, Seq = 5 };

        Assert.Equal(CommitOutcome.IdTaken, await Other.CommitAsync(everything with { Inserted = [.. everything.Inserted, again], Conversation = posted with { Head = head } }, Stop));
        await UnchangedAsync(created.Id, before);
        await Other.CommittedAsync(everything, Stop);
    }

    [Fact(Timeout = Deadline)]
    public async Task Ids_seqs_and_revs_are_unique_within_their_conversation_only()
    {
        var author = Sample.Member();
        var one = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var two = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var posting = Sample.Posting(one, author);
        await One.CommittedAsync(posting, Stop);
        await Other.CommittedAsync(Sample.Posting(two, author) with { Inserted = [posting.Inserted[0] with { Text = "in the other" }] }, Stop);

        Assert.Equal("number 1", Assert.Single(await One.FindMessagesAsync(one.Id, [posting.Inserted[0].Id], Stop)).Text);
        Assert.Equal("in the other", Assert.Single(await One.FindMessagesAsync(two.Id, [posting.Inserted[0].Id], Stop)).Text);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_cancelled_commit_writes_nothing()
    {
        var author = Sample.Member();
        var created = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var posted = await One.CommittedAsync(Sample.Posting(created, author), Stop);
        var before = await SnapshotAsync(created.Id);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => One.CommitAsync(Everything(posted, before.Messages[0], author), new CancellationToken(canceled: true)));

        await UnchangedAsync(created.Id, before);
    }

    [Fact(Timeout = Deadline)]
    public async Task Messages_round_trip_exactly()
    {
        var (author, friend) = (Sample.Member(), Sample.Member());
        var created = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var parent = Sample.Message(1, 1, author, text: "Ünïcödé 漢字 עברית \u202a<b>\"\\'</b>\n\t👩🏽‍💻🏳️‍🌈 \u2028 $& {0}");
        var full = Sample.Message(2, 2, author, parent.Id) with
        {
            ReplyCount = 3,
            Reactions = [new("❤️", 2, [friend, author]), new("👍", 1, [author])],
            Mentions = [friend, author],
            EditedAt = Sample.At.AddMilliseconds(1),
            TextRev = 2,
            PostHash = Convert.ToHexStringLower(Guid.CreateVersion7().ToByteArray()),
        };
        var system = Sample.Message(3, 3) with { Card = new Card("joined", friend, author, "Zoë \"&\" Søn 🎉") };
        var tombstone = Sample.Message(4, 4, author, text: "") with { DeletedAt = Sample.At.AddMilliseconds(9), DeletedBy = DeletedBy.Moderator, ReplyCount = 1 };
        MessageState[] kinds = [.. Enum.GetValues<MessageKind>().Select((kind, i) => Sample.Message(5 + i, 5 + i, author) with { Kind = kind })];
        MessageState[] all = [parent, full, system, tombstone, .. kinds];

        await One.CommittedAsync(Sample.Posting(created, author, all.Length) with { Inserted = all }, Stop);
        Sample.Same(all, await Other.AllAsync(created.Id, Stop));

        var deleted = full with { Text = "", Reactions = [], Mentions = [], DeletedAt = Sample.At, DeletedBy = DeletedBy.Author, EditedAt = null, Rev = all.Length + 1 };
        var head = await Other.ReadAsync(created.Id, Stop);
        await Other.CommittedAsync(Sample.Changing(head, [full], _ => deleted), Stop);
        Sample.Same(deleted, Assert.Single(await One.FindMessagesAsync(created.Id, [full.Id], Stop)));
    }
}
