using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>
/// A message that follows from something else a member did: made once, and where its card has a version shown as the highest one has it. Whose author no longer takes part is not
/// made; one that was deleted stays so.
/// </summary>
/// <param name="Id">Derived.</param>
/// <param name="Text">A plain English sentence, or what the member wrote.</param>
/// <param name="Parent">Replies to it where it is there and can be replied to; else the message stands by itself.</param>
public sealed record CardPost(ConversationId Conversation, MessageId Id, MemberId Author, MessageKind Kind, string Text, Card? Card = null, MessageId? Parent = null);
