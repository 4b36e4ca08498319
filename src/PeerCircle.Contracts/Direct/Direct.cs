using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Direct;

public sealed record DirectBody(MemberId MemberId);

/// <summary>The one conversation of a pair.</summary>
public sealed record DirectFacts(ConversationId ConversationId);
