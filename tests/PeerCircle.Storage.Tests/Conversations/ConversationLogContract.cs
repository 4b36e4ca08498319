using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using Xunit;

namespace PeerCircle.Storage.Tests.Conversations;

/// <summary>What every <see cref="IConversationLog"/> promises, seen from two nodes over one store.</summary>
public abstract partial class ConversationLogContract : StoreSuite
{
    /// <summary>How many write to one conversation at once, and how often each.</summary>
    protected virtual (int Writers, int Posts) Crowd => (64, 20);

    private IConversationLog One => Nodes.One.Conversations;

    private IConversationLog Other => Nodes.Other.Conversations;

    [Fact(Timeout = Deadline)]
    public async Task A_conversation_is_created_once()
    {
        var (first, second) = (Sample.Member(), Sample.Member());
        var direct = new Conversation(new(Guid.CreateVersion7()), ConversationKind.Direct, null, Pair.Of(first, second), Head.Start);
        var created = await One.CommittedAsync(Sample.Creating(direct, first, second), Stop);

        Assert.Equal(CommitOutcome.HeadMoved, await Other.CommitAsync(Sample.Creating(direct with { Kind = ConversationKind.Room }, Sample.Member()), Stop));

        Assert.Equal(created, await Other.ReadAsync(direct.Id, Stop));
        Assert.Equal(2, (await Other.ReadParticipantsAsync(direct.Id, null, 10, Stop)).Count);
    }

    [Fact(Timeout = Deadline)]
    public async Task Of_many_that_create_a_conversation_one_succeeds()
    {
        var conversation = Sample.Conversation();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(() =>
            (n % 2 == 0 ? One : Other).CommitAsync(Sample.Creating(conversation, Sample.Member()), Stop), Stop)));

        Assert.Single(outcomes, CommitOutcome.Committed);
        Assert.Single(await One.ReadParticipantsAsync(conversation.Id, null, 100, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task Facts_of_conversations_round_trip_and_unknown_ones_are_left_out()
    {
        var circle = await One.CommittedAsync(Sample.Creating(Sample.Conversation(ConversationKind.Circle)), Stop);
        var wins = await One.CommittedAsync(Sample.Creating(Sample.Conversation(ConversationKind.Wins) with { Subject = null }), Stop);
        var moved = await One.CommittedAsync(
            new Commit { Conversation = circle with { Head = new(0, 0, Sample.At.AddMilliseconds(7), 3, 12) }, Expected = circle.Head }, Stop);

        var read = await Other.ReadConversationsAsync([moved.Id, wins.Id, new(Guid.CreateVersion7())], Stop);

        Assert.Equal(new[] { moved, wins }.ToHashSet(), read.ToHashSet());
    }

    [Fact(Timeout = Deadline)]
    public async Task A_commit_on_a_stale_rev_writes_nothing()
    {
        var author = Sample.Member();
        var start = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var stale = await One.CommittedAsync(Sample.Posting(start, author), Stop);
        await One.CommittedAsync(Sample.Posting(stale, author), Stop);

        await NothingIsWrittenAsync(stale, author, commit => Other.CommitAsync(commit, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_commit_on_stale_access_writes_nothing()
    {
        var author = Sample.Member();
        var start = await One.CommittedAsync(Sample.Creating(Sample.Conversation(), author), Stop);
        var stale = await One.CommittedAsync(Sample.Posting(start, author), Stop);
        await One.CommittedAsync(Sample.Admitting(stale, 1, Sample.Leaving(author)), Stop);

        await NothingIsWrittenAsync(stale, author, commit => Other.CommitAsync(commit, Stop));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_commit_to_a_conversation_that_does_not_exist_writes_nothing()
    {
        var conversation = Sample.Conversation() with { Head = new(4, 4, Sample.At, 0, 1) };
        Assert.Equal(CommitOutcome.HeadMoved, await One.CommitAsync(Sample.Posting(conversation, Sample.Member()), Stop));
        Assert.Empty(await One.ReadConversationsAsync([conversation.Id], Stop));
        Assert.Empty(await One.AllAsync(conversation.Id, Stop));
    }

    /// <summary>Tries a commit of everything on the given head, expects <c>HeadMoved</c>, and compares all that could have changed.</summary>
    private async Task NothingIsWrittenAsync(Conversation stale, MemberId author, Func<Commit, Task<CommitOutcome>> commit)
    {
        var before = await SnapshotAsync(stale.Id);
        Assert.Equal(CommitOutcome.HeadMoved, await commit(Everything(stale, before.Messages[0], author)));
        await UnchangedAsync(stale.Id, before);
    }

    /// <summary>A commit of one of each: a post, a change, a reaction, a participation that changes and one that begins.</summary>
    private static Commit Everything(Conversation on, MessageState changed, MemberId author)
    {
        var posting = Sample.Posting(on, author);
        var head = posting.Conversation.Head;
        return posting with
        {
            Conversation = on with { Head = head with { Rev = head.Rev + 1 } },
            Changed = [changed with { Text = "changed", Rev = head.Rev + 1 }],
            Reacted = [new(changed.Id, "👍", author, 1)],
            Participations = [new(author, true, ParticipantRole.Host, null, 1), Sample.Joining(Sample.Member())],
        };
    }

    private sealed record Snapshot(Conversation Conversation, IReadOnlyList<MessageState> Messages, IReadOnlyList<ReactionRow> Reactions, IReadOnlyList<Participation> Participants);

    private async Task<Snapshot> SnapshotAsync(ConversationId id)
    {
        var messages = await One.AllAsync(id, Stop);
        var reactions = messages.Count == 0 ? [] : await One.ReadReactionsAsync(id, messages[0].Id, null, 0, 1000, Stop);
        return new(await One.ReadAsync(id, Stop), messages, reactions, await One.ReadParticipantsAsync(id, null, 1000, Stop));
    }

    private async Task UnchangedAsync(ConversationId id, Snapshot before)
    {
        var after = await SnapshotAsync(id);
        Assert.Equal(before.Conversation, after.Conversation);
        Sample.Same(before.Messages, after.Messages);
        Assert.Equal(before.Reactions, after.Reactions);
        Assert.Equal(before.Participants, after.Participants);
    }
}
