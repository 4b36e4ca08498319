using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Steps;

/// <summary>What must follow when somebody no longer takes part; part of the step, so that it is finished after a crash. Doing it again changes nothing.</summary>
public interface ISeatFollower
{
    /// <param name="owner">As it is now: who left may have come back.</param>
    /// <returns>A refusal leaves the step pending.</returns>
    Task<Refusal?> LeftAsync(ConversationOwner owner, MemberId member, CancellationToken cancellation);
}
