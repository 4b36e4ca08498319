using MongoDB.Bson;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Tests.Conversations;
using PeerCircle.Storage.Tests.Documents;
using Xunit;

namespace PeerCircle.Storage.Tests;

/// <summary>What becomes of writes of single records when answers are lost.</summary>
public sealed class MongoWriteTests : MongoFaultSuite
{
    [Fact(Timeout = Deadline)]
    public async Task A_write_whose_answer_is_lost_once_is_done_once()
    {
        var book = Book.Called("one");
        await LoseAsync("update", 1);
        Assert.Equal(WriteOutcome.Written, await One.Documents.InsertAsync(Book.Type, book, Stop));
        await LoseAsync("update", 1);
        Assert.Equal(WriteOutcome.Written, await One.Documents.ReplaceAsync(Book.Type, book with { Loans = 1 }, 1, quiet: false, Stop));
        Assert.Equal(2, (await Other.Documents.FindAsync(Book.Type, book.Id, Stop))?.Version);
        await LoseAsync("delete", 1);
        Assert.Equal(WriteOutcome.Written, await One.Documents.DeleteAsync(Book.Type, book.Id, 2, Stop));
        Assert.Null(await Other.Documents.FindAsync(Book.Type, book.Id, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_notify_level_whose_answer_is_lost_once_is_set_once()
    {
        var member = Sample.Member();
        var conversation = await One.Conversations.CommittedAsync(Sample.Creating(Sample.Conversation(), member), Stop);
        await LoseAsync("findAndModify", 1);

        var set = await One.Conversations.SetNotifyAsync(conversation.Id, member, NotifyLevel.None, null, Stop);

        Assert.Equal((2, NotifyLevel.None), (set?.Version, set?.Notify));
    }

    [Theory(Timeout = Deadline)]
    [InlineData("insert")]
    [InlineData("replace")]
    [InlineData("delete")]
    [InlineData("read")]
    public async Task A_write_whose_answers_never_come_is_unknown(string write)
    {
        var (book, member) = (Book.Called("one"), Sample.Member());
        var conversation = await One.Conversations.CommittedAsync(Sample.Creating(Sample.Conversation(), member), Stop);
        await One.Documents.InsertAsync(Book.Type, book, Stop);
        foreach (var command in new[] { "update", "delete", "findAndModify" }) await LoseAsync(command, 1_000_000);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => write switch
        {
            "insert" => One.Documents.InsertAsync(Book.Type, Book.Called("two"), Stop),
            "replace" => One.Documents.ReplaceAsync(Book.Type, book with { Loans = 1 }, 1, quiet: false, Stop),
            "delete" => One.Documents.DeleteAsync(Book.Type, book.Id, 1, Stop),
            _ => One.Conversations.MarkReadAsync(conversation.Id, member, 3, null, Stop),
        });
        await FaultAsync(new("clear", true));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_read_whose_answer_is_lost_is_repeated_and_one_that_always_is_means_unavailable()
    {
        var book = Book.Called("one");
        await One.Documents.InsertAsync(Book.Type, book, Stop);
        await LoseAsync("find", 1);
        Assert.NotNull(await One.Documents.FindAsync(Book.Type, book.Id, Stop));

        await LoseAsync("find", 1_000_000);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => One.Documents.FindAsync(Book.Type, book.Id, Stop));
        await FaultAsync(new("clear", true));
    }

    private Task LoseAsync(string command, int times) => FaultAsync(new("dropReplyAfter", new BsonDocument(command, times)));
}
