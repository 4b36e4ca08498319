using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>
/// Which page of messages: at most one of <paramref name="Before"/> and <paramref name="After"/> (a seq, excluded) and
/// <paramref name="Around"/> (included); none = the newest. With <paramref name="ParentId"/> that message's replies only.
/// </summary>
public sealed record PageRequest(long? Before = null, long? After = null, long? Around = null, MessageId? ParentId = null, int? Limit = null);
