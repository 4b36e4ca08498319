using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Tests.Conversations;
using PeerCircle.Storage.Tests.Documents;
using Xunit;

namespace PeerCircle.Storage.Tests;

/// <summary>How often is asked for much, and how much is looked at to answer it.</summary>
public sealed class MongoCostTests : MongoFaultSuite
{
    [Fact(Timeout = Deadline)]
    public async Task Facts_of_many_conversations_take_one_question_each()
    {
        var (reader, author) = (Sample.Member(), Sample.Member());
        var ids = new List<ConversationId>();
        for (var n = 0; n < 300; n++) ids.Add((await One.Conversations.CommittedAsync(Sample.Posting(
            await One.Conversations.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop), author, 2), Stop)).Id);
        var before = (await StatsAsync())["commands"].AsBsonDocument;

        Assert.Equal(300, (await Other.Conversations.ReadConversationsAsync(ids, Stop)).Count);
        Assert.Equal(300, (await Other.Conversations.ReadLastAsync(ids, Stop)).Count);
        Assert.Equal(300, (await Other.Conversations.CountUnreadAsync(reader, [.. ids.Select(id => new SeqRange(id, 0, 2))], Stop)).Count(unread => unread.Value == 2));

        var after = (await StatsAsync())["commands"].AsBsonDocument;
        Assert.Equal((1, 2, 0), (Asked("find"), Asked("aggregate"), Asked("getMore")));

        int Asked(string command) => after.GetValue(command, 0).ToInt32() - before.GetValue(command, 0).ToInt32();
    }

    [Fact(Timeout = Deadline)]
    public async Task What_is_unread_in_many_conversations_is_counted_without_a_look_at_anything_else()
    {
        var (reader, author) = (Sample.Member(), Sample.Member());
        var ranges = new List<SeqRange>();
        for (var n = 0; n < 50; n++)
        {
            var posted = await One.Conversations.CommittedAsync(Sample.Posting(
                await One.Conversations.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop), author, 40), Stop);
            ranges.Add(new SeqRange(posted.Id, 37, 40));
        }
        var before = (await StatsAsync())["examined"].ToInt64();

        Assert.Equal(50, (await Other.Conversations.CountUnreadAsync(reader, ranges, Stop)).Count(unread => unread.Value == 3));

        // Each process renews its lease now and then.
        Assert.InRange((await StatsAsync())["examined"].ToInt64() - before, 50 * 3, (50 * 3) + 10);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_late_page_of_a_list_is_read_without_a_look_at_those_before_it()
    {
        for (var n = 0; n < 200; n++) await One.Documents.InsertAsync(Book.Type, Book.Called($"Book {n:D3}", "word"), Stop);
        foreach (IReadOnlyList<IndexMatch> where in new IReadOnlyList<IndexMatch>[] { [], [new IndexMatch("word", "word")] })
        {
            var first = await One.Documents.ListAsync(Book.Type, new DocumentQuery(where, 190), Stop);
            var before = (await StatsAsync())["examined"].ToInt64();

            var last = await Other.Documents.ListAsync(Book.Type, new DocumentQuery(where, 190, first.Next), Stop);

            Assert.Equal(("Book 190", "Book 199", 10), (last.Items[0].Value.Title, last.Items[^1].Value.Title, last.Items.Count));
            Assert.InRange((await StatsAsync())["examined"].ToInt64() - before, 10, 20);
        }
    }
}
