using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>
/// Which page of messages: at most one of <paramref name="Before"/> and <paramref name="After"/> (a seq, excluded) and
/// <paramref name="Around"/> (included); none = the newest. With <paramref name="ParentId"/> that message's replies only.
/// </summary>
public sealed record PageRequest(long? Before = null, long? After = null, long? Around = null, MessageId? ParentId = null, int? Limit = null)
{
    /// <summary>Asks for the same messages once more. The newest ones may be others by then, and what was taken in must not stay old.</summary>
    internal PageRequest Again(MessagePage page) =>
        this is { Before: null, After: null, Around: null } && page.Messages is [.., var last] ? this with { Before = last.Seq + 1 } : this;
}
