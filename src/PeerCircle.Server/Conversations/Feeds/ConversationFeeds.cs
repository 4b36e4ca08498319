using System.Collections.Concurrent;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Conversations.Mailboxes;

namespace PeerCircle.Server.Conversations.Feeds;

/// <summary>A feed for each conversation that somebody here is subscribed to.</summary>
internal sealed class ConversationFeeds(
    MailboxLifetimeManager local, GapReader gaps, IStore store, StoreClock clock, TimeProvider time, ILogger<ConversationFeeds> logger)
{
    private const int MostPerRead = 1_000;

    private readonly ConcurrentDictionary<ConversationId, ConversationFeed> _feeds = new();

    /// <summary>Changes made here or by another node. Those of another history are no business of who is connected now.</summary>
    public void Publish(Changes changes)
    {
        if (changes.Epoch != clock.Epoch) return;
        if (local.CountOf(HubGroups.Of(changes.ConversationId)) > 0) Of(changes.ConversationId).Publish(changes);
        // What nobody here sees is not followed; whoever comes next reads it.
        else _feeds.TryRemove(changes.ConversationId, out _);
    }

    /// <summary>
    /// Notes where conversations stand of which that is not known yet. Who was subscribed before this is called, and reads after it returns, misses nothing without its being noticed.
    /// </summary>
    public async Task LearnAsync(IEnumerable<ConversationId> conversations, CancellationToken cancellation)
    {
        var unknown = conversations.Where(c => !_feeds.TryGetValue(c, out var feed) || !feed.IsStarted);
        await ForEachHeadAsync(unknown, (feed, rev) => feed.Start(rev), cancellation);
    }

    /// <summary>Compares what was pushed with what the store has, and pushes what is missing.</summary>
    public async Task CompareAsync(CancellationToken cancellation)
    {
        foreach (var (id, feed) in _feeds.Where(f => !f.Value.HasViewers))
        {
            _feeds.TryRemove(new(id, feed));
            // Somebody who came in between relies on it.
            if (feed.HasViewers) _feeds.TryAdd(id, feed);
        }
        await ForEachHeadAsync(local.Groups.Select(HubGroups.ConversationOf).OfType<ConversationId>(), (feed, rev) => feed.Expect(rev), cancellation);
    }

    /// <summary>The history was replaced: nothing is known of what comes.</summary>
    public void Forget() => _feeds.Clear();

    private ConversationFeed Of(ConversationId conversation) => _feeds.GetOrAdd(conversation, id => new ConversationFeed(id, local, gaps, time, logger));

    private async Task ForEachHeadAsync(IEnumerable<ConversationId> conversations, Action<ConversationFeed, long> act, CancellationToken cancellation)
    {
        foreach (var some in conversations.Chunk(MostPerRead))
        {
            foreach (var conversation in await store.Conversations.ReadConversationsAsync(some, cancellation)) act(Of(conversation.Id), conversation.Head.Rev);
        }
    }
}
