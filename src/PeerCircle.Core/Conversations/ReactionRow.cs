using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>
/// One member's one emoji on one message; unique in these three. <paramref name="Emoji"/> is the form that distinguishes (without
/// U+FE0F), the message's tally has the form that is shown. <paramref name="Order"/> grows with time within the message.
/// </summary>
public sealed record ReactionRow(MessageId Message, string Emoji, MemberId Member, long Order);
