using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>Something that has happened.</summary>
internal abstract record Step;

internal sealed record WentOnline(bool On) : Step;

/// <summary>The whole list of conversations.</summary>
internal sealed record Listed(IReadOnlyList<ConversationFacts> Items) : Step;

internal abstract record ConversationStep(ConversationId Id) : Step;

/// <summary>An answer; of another generation than the present one it is thrown away.</summary>
internal abstract record AnswerStep(ConversationId Id, long Generation) : ConversationStep(Id);

internal sealed record Opened(ConversationId Id, bool On) : ConversationStep(Id);

internal sealed record Pushed(Changes Changes) : ConversationStep(Changes.ConversationId);

internal sealed record PageCame(ConversationId Id, MessagePage Page, PageRequest Asked, long Generation) : AnswerStep(Id, Generation);

internal sealed record SyncCame(ConversationChanges Answer, long After, long Generation) : AnswerStep(Answer.ConversationId, Generation);

internal sealed record CompletionCame(ConversationChanges Answer, long After, long Generation) : AnswerStep(Answer.ConversationId, Generation);

internal sealed record GapElapsed(ConversationId Id) : ConversationStep(Id);

internal sealed record FellBehind(ConversationId Id, long Rev) : ConversationStep(Id);

/// <summary>Keep this part of the loaded range and discard every other state.</summary>
internal sealed record Trimmed(ConversationId Id, long First, long Last) : ConversationStep(Id);

internal sealed record ReactedTo(Reacted Reacted) : ConversationStep(Reacted.ConversationId);

/// <summary>One's own reading, here or on another device.</summary>
internal sealed record ReadTo(ConversationId Id, long Seq, int? Unread = null) : ConversationStep(Id);

internal sealed record OtherRead(ConversationId Id, MemberId Member, long Seq) : ConversationStep(Id);

internal sealed record FactsTold(ConversationFacts Facts) : ConversationStep(Facts.Id);

internal sealed record WasRemoved(ConversationId Id, long Version) : ConversationStep(Id);

/// <summary><c>not_found</c>, asked when <paramref name="Version"/> was held.</summary>
internal sealed record WasGone(ConversationId Id, long Version) : ConversationStep(Id);

internal sealed record Posted(ConversationId Id, MessageId Message, string Text, MessageId? Parent = null) : ConversationStep(Id);

internal sealed record ReceiptCame(ConversationId Id, PostReceipt Receipt) : ConversationStep(Id);

internal sealed record PostRefused(ConversationId Id, MessageId Message, string Code, bool Retryable) : ConversationStep(Id);

internal sealed record PostDue(ConversationId Id, MessageId Message) : ConversationStep(Id);

internal sealed record PostRetried(ConversationId Id, MessageId Message) : ConversationStep(Id);

internal sealed record PostDiscarded(ConversationId Id, MessageId Message) : ConversationStep(Id);
