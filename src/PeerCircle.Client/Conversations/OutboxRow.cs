using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>How far a post has come that is not settled.</summary>
public enum OutboxStatus
{
    /// <summary>Waits for its turn or for a connection.</summary>
    Queued,

    /// <summary>Under way; what became of it is not known yet.</summary>
    Sending,

    /// <summary>Refused for now; it is repeated with the same id.</summary>
    Waiting,

    /// <summary>Refused for good under a code; it holds up no other post.</summary>
    Failed,
}

/// <summary>A post that is not settled. <paramref name="Code"/> says why it failed.</summary>
public sealed record OutboxRow(MessageId Id, string Text, MessageId? ParentId, OutboxStatus Status, string? Code = null);
