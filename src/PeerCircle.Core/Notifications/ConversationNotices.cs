using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Notifications;

/// <summary>
/// Tells members of the messages that concern them: who is named, replied to, written to, cheered, removed. Before a commit that may concern somebody is written the conversation's
/// <see cref="ToldUpTo"/> is opened; a moment later the messages since are looked through, and after a crash any node does it. Looking again tells nobody again.
/// </summary>
public sealed partial class ConversationNotices(IStore store, Members members, Titles titles, Inbox inbox, StoreClock clock, TimeProvider time, ILogger<ConversationNotices> logger) : IConversationFollower
{
    /// <summary>Who is looking has read it by then, and is not told what they see.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>For how long a node counts on what it noted last.</summary>
    private static readonly TimeSpan NotedFor = TimeSpan.FromSeconds(10);

    /// <summary>Nobody commits any more on what was noted so long ago, and what was committed was told by then.</summary>
    private static readonly TimeSpan OpenFor = TimeSpan.FromSeconds(40);

    private const int ReadAtOnce = 500;
    private const int MostRounds = 4;

    private readonly ConcurrentDictionary<ConversationId, long> _noted = new();
    private readonly ConcurrentDictionary<ConversationId, long> _waiting = new();
    private readonly Channel<ConversationId> _due = Channel.CreateUnbounded<ConversationId>(new UnboundedChannelOptions());

    public async ValueTask CommittingAsync(Commit commit, CancellationToken cancellation)
    {
        if (!Notice.MayBeIn(commit)) return;
        var id = commit.Conversation.Id;
        if (_noted.TryGetValue(id, out var at) && time.GetElapsedTime(at) < NotedFor) return;
        var noting = time.GetTimestamp();
        try
        {
            await NoteAsync(id, commit.Expected.Rev, cancellation);
        }
        catch (OutcomeUnknownException unknown)
        {
            throw new StoreUnavailableException("What follows from a commit could not be noted.", unknown);
        }
        _noted[id] = noting;
    }

    public void Committed(Commit commit)
    {
        if (Notice.MayBeIn(commit)) Await(commit.Conversation.Id);
    }

    public Task ReadAsync(ConversationId conversation, MemberId member, long seq, CancellationToken cancellation) => inbox.ReadUpToAsync(conversation, member, seq, cancellation);

    /// <summary>The conversations that this node wrote to, each a moment after; ends when cancelled. What is left is found by <see cref="ListLeftAsync"/>.</summary>
    public async IAsyncEnumerable<ConversationId> DueAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var id in _due.Reader.ReadAllAsync(cancellation))
        {
            var waited = _waiting.TryGetValue(id, out var since) ? time.GetElapsedTime(since) : Patience;
            if (waited < Patience) await Task.Delay(Patience - waited, time, cancellation);
            _waiting.TryRemove(id, out _);
            yield return id;
        }
    }

    /// <summary>What was noted so long ago is noted anew.</summary>
    public void Forget()
    {
        foreach (var (id, at) in _noted)
        {
            if (time.GetElapsedTime(at) >= NotedFor) _noted.TryRemove(new(id, at));
        }
    }

    /// <summary>Conversations that no node has looked through to the end for a while, one page.</summary>
    public async Task<IReadOnlyList<ConversationId>> ListLeftAsync(CancellationToken cancellation)
    {
        var page = await store.Documents.ListAsync(ToldUpTo.Type, new DocumentQuery([new IndexMatch(ToldUpTo.OpenIndex, ToldUpTo.Open)], ReadAtOnce), cancellation);
        return [.. page.Items.Select(s => s.Value).Where(IsLeft).Select(t => t.Conversation)];
    }

    /// <summary>Tells what was not told yet of the conversation. Any number of nodes may do this at once.</summary>
    public async Task TellAsync(ConversationId id, CancellationToken cancellation)
    {
        if (await store.Documents.FindAsync(ToldUpTo.Type, id.Value, cancellation) is not { } stored) return;
        var isLeft = IsLeft(stored.Value);
        var (told, isWhole) = await TellSinceAsync(stored.Value, cancellation);
        if (isWhole) told = told with { Since = told.Rev, IsOpen = told.IsOpen && !isLeft };
        else Await(id);

        // Where another has written it meanwhile, it is looked at once more.
        if (told != stored.Value) await store.Documents.ReplaceAsync(ToldUpTo.Type, told, stored.Version, quiet: true, cancellation);
    }

    /// <summary>
    /// Until the head stands still while its messages are read: one that changes meanwhile has its place after the head that was read. Not whole is what still moved at the end, or
    /// has messages that are too young.
    /// </summary>
    private async Task<(ToldUpTo Told, bool IsWhole)> TellSinceAsync(ToldUpTo told, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if ((await store.Conversations.ReadConversationsAsync([told.Conversation], cancellation)).SingleOrDefault() is not { } conversation) return (told, true);
            var head = conversation.Head.Rev;
            if (head <= told.Rev) return (told, true);
            for (var after = told.Rev; after < head;)
            {
                var changed = await store.Conversations.ReadChangesAsync(told.Conversation, after, head, ReadAtOnce, cancellation);
                var ripe = changed.TakeWhile(m => !IsYoung(m)).ToList();
                await TellAsync(conversation, ripe, told.Since, cancellation);
                if (ripe.Count < changed.Count) return (told with { Rev = changed[ripe.Count].Rev - 1 }, false);
                after = changed.Count < ReadAtOnce ? head : changed[^1].Rev;
            }
            told = told with { Rev = head };
        }
        return (told, false);
    }

    private bool IsYoung(MessageState message) => clock.Now - (message.EditedAt ?? message.CreatedAt) is var age && age >= TimeSpan.Zero && age < Patience;

    private void Await(ConversationId id)
    {
        if (_waiting.TryAdd(id, time.GetTimestamp())) _due.Writer.TryWrite(id);
    }

    /// <summary>A clock that was set back must not keep open what it dated before.</summary>
    private bool IsLeft(ToldUpTo told) => told.NotedAt <= clock.Now - OpenFor || told.NotedAt > clock.Now + OpenFor;

    private async Task NoteAsync(ConversationId id, long head, CancellationToken cancellation)
    {
        while (true)
        {
            if (await store.Documents.FindAsync(ToldUpTo.Type, id.Value, cancellation) is not { } told)
            {
                var first = new ToldUpTo { Conversation = id, Since = head, Rev = head, IsOpen = true, NotedAt = clock.Now };
                if (await store.Documents.InsertAsync(ToldUpTo.Type, first, cancellation) == WriteOutcome.Written) return;
                continue;
            }

            // What came while it was closed concerns nobody.
            var noted = told.Value with { IsOpen = true, NotedAt = clock.Now };
            if (!told.Value.IsOpen) noted = noted with { Rev = Math.Max(told.Value.Rev, head), Since = Math.Max(told.Value.Rev, head) };
            if (await store.Documents.ReplaceAsync(ToldUpTo.Type, noted, told.Version, quiet: true, cancellation) == WriteOutcome.Written) return;
        }
    }

    private async Task TellAsync(Conversation conversation, IReadOnlyList<MessageState> changed, long since, CancellationToken cancellation)
    {
        var parents = await ParentAuthorsAsync(conversation.Id, changed, cancellation);
        var notices = changed.SelectMany(m => Notice.In(conversation, m, m.ParentId is { } parent ? parents.GetValueOrDefault(parent) : null, since)).ToList();
        if (notices.Count == 0) return;
        var readers = await ReadersAsync(conversation, notices, cancellation);
        var names = await NamesAsync(notices, cancellation);
        var title = (await titles.ReadAsync(default, [conversation], cancellation))(conversation);
        foreach (var notice in notices)
        {
            if (EntryOf(conversation, notice, readers, names, title) is not { } entry) continue;
            await inbox.AddAsync([notice.To], entry, cancellation);
            LogTold(notice.Kind, conversation.Id);
        }

        // Who read it between the look and the writing found nothing to clear yet.
        foreach (var (member, reader) in await ReadersAsync(conversation, notices, cancellation)) await inbox.ReadUpToAsync(conversation.Id, member, reader.ReadSeq, cancellation);
    }

    /// <summary>Nothing for whom it does not concern: who is not there any more, who wants less, who saw it.</summary>
    private static InboxEntry? EntryOf(Conversation conversation, Notice notice, Dictionary<MemberId, Participation> readers, Dictionary<MemberId, string> names, string title)
    {
        var by = names.GetValueOrDefault(notice.By, "Someone");
        var message = notice.Message;
        if (notice.Kind == NotificationKind.Removed) return new InboxEntry($"removed:{message.Id}", notice.Kind, NoticeSentences.Reason(notice, conversation.Kind, by, title));
        if (!readers.TryGetValue(notice.To, out var reader) || !Wants(reader.Notify, notice.Kind)) return null;
        var isRead = reader.ReadSeq >= message.Seq;
        if (isRead && notice.Kind == NotificationKind.Direct) return null;
        var entry = new InboxEntry($"message:{conversation.Id}:{message.Id}", notice.Kind, NoticeSentences.Reason(notice, conversation.Kind, by, title), conversation.Id, message.Id);
        return notice.Kind == NotificationKind.Cheer
            ? entry with { Source = $"cheer:{conversation.Id}:{message.Id}:{notice.Count}", GoalId = message.Card?.GoalId }
            : entry with { Seq = message.Seq, At = message.EditedAt ?? message.CreatedAt, IsRead = isRead, IsOneUntilRead = notice.Kind == NotificationKind.Direct };
    }

    private static bool Wants(NotifyLevel level, NotificationKind kind) =>
        level == NotifyLevel.All || (level == NotifyLevel.Mentions && kind == NotificationKind.Mention);

    private async Task<Dictionary<MessageId, MemberId?>> ParentAuthorsAsync(ConversationId conversation, IReadOnlyList<MessageState> changed, CancellationToken cancellation)
    {
        var parents = changed.Where(Notice.IsReply).Select(m => m.ParentId!.Value).Distinct().ToList();
        return parents.Count == 0 ? [] : (await store.Conversations.FindMessagesAsync(conversation, parents, cancellation)).Where(m => !m.IsDeleted).ToDictionary(m => m.Id, m => m.AuthorId);
    }

    /// <summary>Those concerned who take part. In the wins feed everyone does; who has no record there has read nothing that concerns them.</summary>
    private async Task<Dictionary<MemberId, Participation>> ReadersAsync(Conversation conversation, IReadOnlyList<Notice> notices, CancellationToken cancellation)
    {
        var concerned = notices.Select(n => n.To).Distinct().ToList();
        var kept = new Dictionary<MemberId, Participation>();
        foreach (var some in concerned.Chunk(1_000))
        {
            foreach (var found in await store.Conversations.FindParticipationsAsync(conversation.Id, some, cancellation)) kept[found.Member] = found;
        }
        if (conversation.IsForEveryone)
        {
            foreach (var member in concerned.Where(m => !kept.ContainsKey(m))) kept[member] = Implied(conversation.Id, member);
        }
        return kept.Where(k => k.Value.Present).ToDictionary();
    }

    private static Participation Implied(ConversationId conversation, MemberId member) =>
        new(conversation, member, Present: true, ParticipantRole.Member, 0, 0, NotifyLevel.All, 1, DateTimeOffset.UnixEpoch);

    private async Task<Dictionary<MemberId, string>> NamesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellation)
    {
        var names = new Dictionary<MemberId, string>();
        foreach (var some in notices.Select(n => n.By).Distinct().Chunk(1_000))
        {
            foreach (var member in await members.FindManyAsync(some, cancellation)) names[member.Id] = member.DisplayName;
        }
        return names;
    }

    [LoggerMessage(6001, LogLevel.Debug, "Told somebody of a {Kind} in {Conversation}")]
    private partial void LogTold(NotificationKind kind, ConversationId conversation);
}
