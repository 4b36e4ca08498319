using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using Xunit;

namespace PeerCircle.Storage.Tests.Conversations;

/// <summary>Commits as a lane would make them, and comparisons of what comes back.</summary>
public static class Sample
{
    public static DateTimeOffset At { get; } = DateTimeOffset.FromUnixTimeMilliseconds(1_795_412_832_345);

    public static MemberId Member() => new(Guid.CreateVersion7());

    public static Conversation Conversation(ConversationKind kind = ConversationKind.Room) =>
        new(new(Guid.CreateVersion7()), kind, Guid.CreateVersion7(), null, Head.Start);

    public static MessageState Message(long seq, long rev, MemberId? author = null, MessageId? parent = null, MessageId? id = null, string? text = null) => new()
    {
        Id = id ?? new(Guid.CreateVersion7()),
        Seq = seq,
        Rev = rev,
        Kind = author is null ? MessageKind.System : MessageKind.Text,
        AuthorId = author,
        Text = text ?? $"number {seq}",
        ParentId = parent,
        CreatedAt = At,
        PostRev = rev,
        TextRev = rev,
        PostHash = "hash",
    };

    public static ParticipationWrite Joining(MemberId member, long joinedSeq = 0, long readSeq = 0) =>
        new(member, Present: true, ParticipantRole.Member, joinedSeq, readSeq);

    public static ParticipationWrite Leaving(MemberId member) => new(member, Present: false, ParticipantRole.Member, null, null);

    /// <summary>Creates the conversation with these members in it and no message.</summary>
    public static Commit Creating(Conversation conversation, params MemberId[] members) => new()
    {
        Conversation = conversation with { Head = new(0, 0, At, 0, members.Length) },
        Expected = Head.Start,
        Participations = [.. members.Select(member => Joining(member))],
    };

    /// <summary>Posts so many messages of the author (none: the system), on the head that the conversation carries.</summary>
    public static Commit Posting(Conversation conversation, MemberId? author, int count = 1, MessageId? parent = null)
    {
        var head = conversation.Head;
        return new()
        {
            Conversation = conversation with { Head = head with { Rev = head.Rev + count, Seq = head.Seq + count } },
            Expected = head,
            Inserted = [.. Enumerable.Range(1, count).Select(n => Message(head.Seq + n, head.Rev + n, author, parent))],
        };
    }

    /// <summary>Gives the messages, as changed by the function, the next revs in their order.</summary>
    public static Commit Changing(Conversation conversation, IReadOnlyList<MessageState> messages, Func<MessageState, MessageState> change)
    {
        var head = conversation.Head;
        return new()
        {
            Conversation = conversation with { Head = head with { Rev = head.Rev + messages.Count } },
            Expected = head,
            Changed = [.. messages.Select((message, i) => change(message) with { Rev = head.Rev + 1 + i })],
        };
    }

    /// <summary>Changes participations only; <paramref name="access"/> is what is added to the head's.</summary>
    public static Commit Admitting(Conversation conversation, int access, params ParticipationWrite[] writes) => new()
    {
        Conversation = conversation with { Head = conversation.Head with { Access = conversation.Head.Access + access } },
        Expected = conversation.Head,
        Participations = writes,
    };

    public static async Task<Conversation> CommittedAsync(this IConversationLog log, Commit commit, CancellationToken cancellation)
    {
        Assert.Equal(CommitOutcome.Committed, await log.CommitAsync(commit, cancellation));
        return commit.Conversation;
    }

    public static async Task<Conversation> ReadAsync(this IConversationLog log, ConversationId id, CancellationToken cancellation) =>
        Assert.Single(await log.ReadConversationsAsync([id], cancellation));

    public static Task<IReadOnlyList<MessageState>> AllAsync(this IConversationLog log, ConversationId id, CancellationToken cancellation) =>
        log.ReadMessagesAsync(id, 1, long.MaxValue, 100_000, newest: false, parent: null, cancellation);

    public static async Task<Participation> PartAsync(this IConversationLog log, ConversationId conversation, MemberId member, CancellationToken cancellation) =>
        Assert.Single(await log.FindParticipationsAsync(conversation, [member], cancellation));

    /// <summary>Equal in every member, the lists' contents included.</summary>
    public static void Same(MessageState expected, MessageState actual)
    {
        Assert.Equal(expected.Mentions, actual.Mentions);
        Assert.Equal(expected.Reactions.Select(r => (r.Emoji, r.Count)), actual.Reactions.Select(r => (r.Emoji, r.Count)));
        Assert.Equal(expected.Reactions.SelectMany(r => r.Sample), actual.Reactions.SelectMany(r => r.Sample));
        Assert.Equal(expected with { Mentions = [], Reactions = [] }, actual with { Mentions = [], Reactions = [] });
    }

    public static void Same(IEnumerable<MessageState> expected, IReadOnlyList<MessageState> actual)
    {
        var wanted = expected.ToList();
        Assert.Equal(wanted.Select(m => (m.Id, m.Seq, m.Rev)), actual.Select(m => (m.Id, m.Seq, m.Rev)));
        foreach (var (one, other) in wanted.Zip(actual))
            Same(one, other);
    }
}
