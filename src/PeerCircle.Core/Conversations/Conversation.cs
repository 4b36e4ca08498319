using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>A conversation's facts that never change, and its head.</summary>
/// <param name="Subject">The circle's or room's id; absent for a direct and for the wins feed.</param>
/// <param name="Pair">The two of a direct; absent otherwise.</param>
public sealed record Conversation(ConversationId Id, ConversationKind Kind, Guid? Subject, Pair? Pair, Head Head)
{
    /// <summary>Everyone takes part without joining.</summary>
    public bool IsForEveryone => Kind == ConversationKind.Wins;
}

/// <summary>Two members in the order of their ids.</summary>
public sealed record Pair(MemberId First, MemberId Second)
{
    public static Pair Of(MemberId one, MemberId other) => one.Value.CompareTo(other.Value) <= 0 ? new(one, other) : new(other, one);

    public MemberId Other(MemberId one) => one == First ? Second : First;
}
