using Microsoft.Extensions.Logging.Abstractions;
using MongoDB.Bson;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Storage.Mongo;
using PeerCircle.Storage.Tests.Conversations;
using Xunit;

namespace PeerCircle.Storage.Tests;

/// <summary>What becomes of commits when the server, the network or another node is in the way.</summary>
public sealed class MongoCommitTests : MongoFaultSuite
{
    private async Task<(Conversation Conversation, MemberId Author)> CreatedAsync()
    {
        var author = Sample.Member();
        return (await One.Conversations.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop), author);
    }

    // The driver asks once more by itself; the adapter goes on after that.
    [Theory(Timeout = Deadline)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_commit_whose_answers_are_lost_is_committed_once(int lost)
    {
        var (conversation, author) = await CreatedAsync();
        await FaultAsync(new("dropReplyAfter", new BsonDocument("commitTransaction", lost)));

        Assert.Equal(CommitOutcome.Committed, await One.Conversations.CommitAsync(Sample.Posting(conversation, author), Stop));

        Assert.Equal(1, (await Other.Conversations.ReadAsync(conversation.Id, Stop)).Head.Rev);
        Assert.Single(await Other.Conversations.AllAsync(conversation.Id, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_commit_whose_answer_never_comes_is_unknown_and_the_head_tells()
    {
        var (conversation, author) = await CreatedAsync();
        await FaultAsync(new("dropReplyAfter", new BsonDocument("commitTransaction", 1_000_000)));

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => One.Conversations.CommitAsync(Sample.Posting(conversation, author), Stop));

        await FaultAsync(new("clear", true));
        Assert.Equal(1, (await Other.Conversations.ReadAsync(conversation.Id, Stop)).Head.Rev);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_commit_that_never_arrives_is_unknown_and_the_head_tells()
    {
        var (conversation, author) = await CreatedAsync();
        await FaultAsync(new("failCommand", new BsonDocument { { "name", "commitTransaction" }, { "times", 1_000_000 }, { "closeConnection", true } }));

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => One.Conversations.CommitAsync(Sample.Posting(conversation, author), Stop));

        await FaultAsync(new("clear", true));
        Assert.Equal(conversation, await Other.Conversations.ReadAsync(conversation.Id, Stop));
        Assert.Empty(await Other.Conversations.AllAsync(conversation.Id, Stop));
    }

    [Theory(Timeout = Deadline)]
    [InlineData("update")]
    [InlineData("insert")]
    [InlineData("commitTransaction")]
    public async Task A_write_conflict_anywhere_is_a_head_that_moved(string command)
    {
        var (conversation, author) = await CreatedAsync();
        await FaultAsync(new("writeConflict", new BsonDocument(command, 1)));
        var commit = Sample.Posting(conversation, author);

        Assert.Equal(CommitOutcome.HeadMoved, await One.Conversations.CommitAsync(commit, Stop));
        Assert.Empty(await Other.Conversations.AllAsync(conversation.Id, Stop));
        Assert.Equal(CommitOutcome.Committed, await One.Conversations.CommitAsync(commit, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_connection_lost_before_the_commit_writes_nothing()
    {
        var (conversation, author) = await CreatedAsync();
        await FaultAsync(new("dropReplyAfter", new BsonDocument("insert", 1)));
        var commit = Sample.Posting(conversation, author);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => One.Conversations.CommitAsync(commit, Stop));
        Assert.Equal(CommitOutcome.Committed, await One.Conversations.CommitAsync(commit, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_commit_cancelled_on_its_way_writes_nothing_and_frees_the_conversation()
    {
        var (conversation, author) = await CreatedAsync();
        await FaultAsync(new("delayReply", new BsonDocument("insert", 30_000)));
        using var caller = new CancellationTokenSource();
        var commit = Sample.Posting(conversation, author);
        var committing = One.Conversations.CommitAsync(commit, caller.Token);
        await ServerDoesAsync(stats => stats["openTransactions"] == 1);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => committing);
        await FaultAsync(new("clear", true));
        await ServerDoesAsync(stats => stats["openTransactions"] == 0);
        Assert.Equal(CommitOutcome.Committed, await Other.Conversations.CommitAsync(commit, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task The_open_transaction_of_a_node_that_dies_leaves_nothing()
    {
        var (conversation, author) = await CreatedAsync();
        using var way = new FaultProxy(new Uri(ConnectionString).Port);
        await using var dying = new MongoStore($"mongodb://{way.Address}", Database, TimeProvider.System, NullLogger<MongoStore>.Instance);
        await dying.OpenAsync(StoreHold.Serve, Stop);
        var before = await CommitsAskedAsync();
        await FaultAsync(new("delay", new BsonDocument("commitTransaction", 600_000)));
        var committing = dying.Conversations.CommitAsync(Sample.Posting(conversation, author), Stop);
        while (await CommitsAskedAsync() == before) await Task.Yield();

        Assert.Equal(CommitOutcome.HeadMoved, await One.Conversations.CommitAsync(Sample.Posting(conversation, author), Stop));
        way.Cut();
        await ServerDoesAsync(stats => stats["openTransactions"] == 0);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => committing);
        await FaultAsync(new("clear", true));

        Assert.Equal(conversation, await Other.Conversations.ReadAsync(conversation.Id, Stop));
        Assert.Equal(CommitOutcome.Committed, await Other.Conversations.CommitAsync(Sample.Posting(conversation, author), Stop));
    }

    private async Task<int> CommitsAskedAsync() => (await StatsAsync())["commands"]["commitTransaction"].ToInt32();
}
