using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>What must follow from what happens in conversations, outside of them.</summary>
public interface IConversationFollower
{
    /// <summary>
    /// A commit is about to be written, perhaps more than once. What must follow from it is noted durably first, so that it is found after a crash; where it cannot be noted the
    /// commit is not written.
    /// </summary>
    /// <exception cref="Storage.StoreUnavailableException">It could not be noted.</exception>
    ValueTask CommittingAsync(Commit commit, CancellationToken cancellation);

    /// <summary>The commit is written, or not, or nobody knows. Must not wait.</summary>
    void Committed(Commit commit);

    /// <summary>The member has read the conversation up to the seq.</summary>
    Task ReadAsync(ConversationId conversation, MemberId member, long seq, CancellationToken cancellation);
}
