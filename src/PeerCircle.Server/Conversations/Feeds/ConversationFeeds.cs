using System.Collections.Concurrent;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Conversations.Mailboxes;

namespace PeerCircle.Server.Conversations.Feeds;

/// <summary>A feed for each conversation that somebody here is subscribed to.</summary>
internal sealed class ConversationFeeds : IDisposable
{
    private const int MostPerRead = 1_000;

    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<ConversationId, ConversationFeed> _feeds = new();
    private readonly MailboxLifetimeManager _local;
    private readonly IStore _store;
    private readonly StoreClock _clock;
    private readonly Func<ConversationId, ConversationFeed> _make;
    private readonly ITimer _sweep;

    public ConversationFeeds(
        MailboxLifetimeManager local, GapReader gaps, ConversationAnnouncer announcer, UnawaitedPushes pushes, IStore store, StoreClock clock, TimeProvider time, ILogger<ConversationFeeds> logger)
    {
        (_local, _store, _clock) = (local, store, clock);
        _make = id => new ConversationFeed(id, local, gaps, renamed => pushes.Send(Task.Run(() => announcer.AnnounceTitleAsync(renamed))), time, logger);
        _sweep = time.CreateTimer(_ => DropUnseen(), null, BetweenSweeps, BetweenSweeps);
    }

    /// <summary>Changes made here or by another node. Those of another history are no business of who is connected now.</summary>
    public void Publish(Changes changes)
    {
        if (changes.Epoch != _clock.Epoch) return;
        if (_local.CountOf(HubGroups.Of(changes.ConversationId)) > 0) Of(changes.ConversationId).Publish(changes);
        // What nobody here sees is not followed; whoever comes next reads it.
        else if (_feeds.TryGetValue(changes.ConversationId, out var unseen)) Drop(changes.ConversationId, unseen);
    }

    /// <summary>Tells that somebody types, where somebody is there to see it.</summary>
    public Task TypingAsync(TypingNotice typing, IReadOnlyCollection<string> except) =>
        _feeds.TryGetValue(typing.ConversationId, out var feed) ? feed.TypingAsync(typing, except) : Task.CompletedTask;

    /// <summary>
    /// Notes where conversations stand of which that is not known yet. Who was subscribed before this is called, and reads after it returns, misses nothing without its being noticed.
    /// </summary>
    public Task LearnAsync(IEnumerable<ConversationId> conversations, CancellationToken cancellation) =>
        ForEachHeadAsync(conversations.Where(c => HeadOf(c) is null), (feed, _, rev) => feed.Start(rev), cancellation);

    /// <summary>Compares what was pushed with what the store has, and pushes what is missing.</summary>
    public Task CompareAsync(CancellationToken cancellation) =>
        ForEachHeadAsync(
            _local.Groups.Select(HubGroups.ConversationOf).OfType<ConversationId>(),
            (feed, before, rev) =>
            {
                if (rev < before) feed.FallBack(rev);
                else feed.Expect(rev);
            },
            cancellation);

    /// <summary>The history was replaced: nothing is known of what comes.</summary>
    public void Forget()
    {
        foreach (var (id, feed) in _feeds)
        {
            _feeds.TryRemove(new(id, feed));
            feed.Close();
        }
    }

    public void Dispose() => _sweep.Dispose();

    private void DropUnseen()
    {
        foreach (var (id, feed) in _feeds)
        {
            if (!feed.HasViewers) Drop(id, feed);
        }
    }

    private void Drop(ConversationId conversation, ConversationFeed unseen)
    {
        _feeds.TryRemove(new(conversation, unseen));
        // Somebody who came in between relies on it.
        if (unseen.HasViewers) _feeds.TryAdd(conversation, unseen);
    }

    private ConversationFeed Of(ConversationId conversation) => _feeds.GetOrAdd(conversation, _make);

    private long? HeadOf(ConversationId conversation) => _feeds.GetValueOrDefault(conversation)?.Head;

    /// <summary>With the head of the store, and the one of the feed from before that was read.</summary>
    private async Task ForEachHeadAsync(IEnumerable<ConversationId> conversations, Action<ConversationFeed, long?, long> act, CancellationToken cancellation)
    {
        foreach (var some in conversations.Chunk(MostPerRead))
        {
            var (epoch, before) = (_clock.Epoch, some.ToDictionary(c => c, HeadOf));
            var heads = await _store.Conversations.ReadConversationsAsync(some, cancellation);
            // Read of another history.
            if (_clock.Epoch != epoch) return;
            foreach (var conversation in heads) act(Of(conversation.Id), before[conversation.Id], conversation.Head.Rev);
        }
    }
}
