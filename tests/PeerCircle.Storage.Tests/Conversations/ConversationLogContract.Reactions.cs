using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using Xunit;

namespace PeerCircle.Storage.Tests.Conversations;

public abstract partial class ConversationLogContract
{
    /// <summary>A conversation with two messages, and a function that commits reactions on the first.</summary>
    private async Task<(ConversationId Id, MessageId First, MessageId Second, Func<ReactionRow[], ReactionRow[], Task> React)> ReactableAsync()
    {
        var author = Sample.Member();
        var posting = Sample.Posting(await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop), author, 2);
        var (conversation, message) = (await One.CommittedAsync(posting, Stop), posting.Inserted[0]);

        async Task React(ReactionRow[] on, ReactionRow[] off) => conversation = await Other.CommittedAsync(
            Sample.Changing(conversation, [message], m => m) with { Reacted = on, Unreacted = off }, Stop);

        return (conversation.Id, message.Id, posting.Inserted[1].Id, React);
    }

    [Fact(Timeout = Deadline)]
    public async Task Reactions_are_read_in_their_order_page_by_page()
    {
        var (id, first, second, react) = await ReactableAsync();
        ReactionRow[] rows = [.. Enumerable.Range(1, 9).Select(n => new ReactionRow(first, n % 3 == 0 ? "🎉" : "❤", Sample.Member(), n))];
        await react([rows[7], rows[0], rows[3]], []);
        await react([.. rows.Except([rows[7], rows[0], rows[3]]), new(second, "❤", rows[0].Member, 1)], []);

        var paged = new List<ReactionRow>();
        for (var after = 0L; await One.ReadReactionsAsync(id, first, null, after, 4, Stop) is { Count: > 0 } page; after = page[^1].Order)
            paged.AddRange(page);

        Assert.Equal(rows, paged);
        Assert.Equal(rows.Where(r => r.Emoji == "🎉"), await One.ReadReactionsAsync(id, first, "🎉", 0, 100, Stop));
        Assert.Equal(rows.Where(r => r.Emoji == "🎉").Skip(1).Take(1), await One.ReadReactionsAsync(id, first, "🎉", 3, 1, Stop));
        Assert.Empty(await One.ReadReactionsAsync(id, first, "👀", 0, 100, Stop));
        Assert.Single(await One.ReadReactionsAsync(id, second, null, 0, 100, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Reacting_again_keeps_the_row_and_taking_back_twice_is_no_error()
    {
        var (id, first, _, react) = await ReactableAsync();
        var (row, other) = (new ReactionRow(first, "👍", Sample.Member(), 1), new ReactionRow(first, "👎", Sample.Member(), 2));
        await react([row, other], []);
        await react([row with { Order = 7 }], []);
        Assert.Equal([row, other], await One.ReadReactionsAsync(id, first, null, 0, 100, Stop));

        await react([], [row with { Order = 99 }]);
        await react([], [row]);
        Assert.Equal([other], await One.ReadReactionsAsync(id, first, null, 0, 100, Stop));

        await react([row with { Order = 8 }], []);
        Assert.Equal([other, row with { Order = 8 }], await One.ReadReactionsAsync(id, first, null, 0, 100, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Reactions_are_found_by_messages_and_members()
    {
        var (id, first, second, react) = await ReactableAsync();
        var (one, two, three) = (Sample.Member(), Sample.Member(), Sample.Member());
        ReactionRow[] rows = [new(first, "👍", one, 1), new(first, "❤", one, 2), new(first, "👍", two, 3), new(second, "👍", one, 4), new(second, "👍", three, 5)];
        await react(rows, []);

        Assert.Equal(rows[..2], await One.FindReactionsAsync(id, [first], [one], Stop));
        Assert.Equal([rows[0], rows[1], rows[3]], await One.FindReactionsAsync(id, [first, second], [one], Stop));
        Assert.Equal(rows, await One.FindReactionsAsync(id, [second, first], [three, two, one, Sample.Member()], Stop));
        Assert.Empty(await One.FindReactionsAsync(id, [first], [], Stop));
        Assert.Empty(await One.FindReactionsAsync(id, [], [one], Stop));
    }
}
