using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>A post that is to be sent, with the id under which it is repeated until decided.</summary>
public sealed record QueuedPost(MemberId Member, ConversationId Conversation, MessageId Id, string Text, MessageId? ParentId = null);

/// <summary>
/// Keeps posts from the moment they are queued until they are settled, so that they may survive a restart. Called by one client, one
/// call at a time. A post that is kept too long does no harm: sent again it answers its first receipt.
/// </summary>
public interface IOutboxStore
{
    /// <summary>The member's posts, in the order added.</summary>
    Task<IReadOnlyList<QueuedPost>> ReadAsync(MemberId member, CancellationToken cancellation);

    /// <summary>Adds a post at the end; when done it is kept. The post is not sent before.</summary>
    Task AddAsync(QueuedPost post, CancellationToken cancellation);

    /// <summary>Removes a post; one that is not there is no error.</summary>
    Task RemoveAsync(ConversationId conversation, MessageId id, CancellationToken cancellation);
}

/// <summary>Keeps posts for as long as the process lives.</summary>
internal sealed class MemoryOutboxStore : IOutboxStore
{
    private readonly List<QueuedPost> _posts = [];

    public Task<IReadOnlyList<QueuedPost>> ReadAsync(MemberId member, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<QueuedPost>>(_posts.FindAll(p => p.Member == member));

    public Task AddAsync(QueuedPost post, CancellationToken cancellation)
    {
        _posts.Add(post);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(ConversationId conversation, MessageId id, CancellationToken cancellation)
    {
        _posts.RemoveAll(p => p.Conversation == conversation && p.Id == id);
        return Task.CompletedTask;
    }
}
