using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Conversations;

/// <summary>Messages ascending by seq, tombstones included, so that seq is dense. <paramref name="Rev"/> is the head read before them.</summary>
public sealed record MessagePage(
    string Epoch,
    long Rev,
    long Seq,
    IReadOnlyList<Message> Messages,
    IReadOnlyDictionary<MessageId, IReadOnlyList<string>>? Mine,
    bool MoreBefore,
    bool MoreAfter);

public sealed record MessageAnswer(string Epoch, long Rev, Message Message, IReadOnlyDictionary<MessageId, IReadOnlyList<string>>? Mine);

/// <summary>Answer of <c>GET …/changes</c>; see <see cref="ConversationChanges"/>.</summary>
public sealed record ChangesPage(
    string Epoch,
    long To,
    IReadOnlyList<Message> Messages,
    IReadOnlyDictionary<MessageId, IReadOnlyList<string>>? Mine,
    bool Complete,
    bool Reset);

public sealed record ReactionBy(MemberId MemberId, string Emoji);

public sealed record PostBody(MessageId Id, string Text, MessageId? ParentId = null);

public sealed record EditBody(string Text, long? BaseRev = null);

public sealed record ReadBody(long Seq);

public sealed record ConversationPatch(NotifyLevel? Notify = null);
