using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Texts;

namespace PeerCircle.Core.Conversations;

/// <summary>
/// What a participant does in a conversation. Posts and changes are queued before the method first waits, so that those of one
/// caller are numbered in the order of the calls.
/// </summary>
public sealed class ConversationActs(ConversationLanes lanes, IStore store, Moderators moderators, IDelivery delivery, IConversationFollower follower, Limits limits)
{
    /// <summary>Where at most so many take part, they see each other's read positions.</summary>
    public const int MostShownReaders = 50;

    private readonly IConversationLog _log = store.Conversations;

    /// <summary>Posts a message. Acknowledged means durable; with the same id again it answers the same receipt.</summary>
    public Task<Outcome<PostReceipt>> PostAsync(Participant author, MessageId id, string text, MessageId? parent)
    {
        if (!TypedId.IsClientMade(id)) return Refused<PostReceipt>(Refusal.Invalid("id", "must be a UUID of version 7."));
        return CleanText(text).TryGet(out var clean, out var refusal)
            ? Queue(author.Conversation, new PostOperation(author.Member, id, clean, parent))
            : Refused<PostReceipt>(refusal);
    }

    /// <summary>Sets the text of one's own message.</summary>
    public Task<Outcome<ChangeReceipt>> EditAsync(Participant editor, MessageId id, string text, long? baseRev) =>
        Queue(editor.Conversation, new EditOperation(editor.Member, id, CleanText(text), baseRev));

    /// <summary>Makes a tombstone of a message: one's own, or another's as a circle's host or a moderator.</summary>
    public async Task<Outcome<ChangeReceipt>> DeleteAsync(Participant who, MessageId id, CancellationToken cancellation) =>
        await Queue(who.Conversation, new DeleteOperation(who.Member, await moderators.IncludeAsync(who.Member, cancellation), id));

    /// <summary>Sets or clears one's own reaction.</summary>
    public Task<Outcome<ChangeReceipt>> ReactAsync(Participant who, MessageId id, string emoji, bool on) =>
        Queue(who.Conversation, new ReactOperation(who.Member, id, CleanEmoji(emoji), on, delivery));

    /// <summary>Moves the read position forward, at most to the head; never back.</summary>
    public async Task<Outcome<ReadReceipt>> MarkReadAsync(Participant reader, long seq, CancellationToken cancellation)
    {
        var conversation = (await _log.ReadConversationsAsync([reader.Conversation], cancellation)).SingleOrDefault();
        if (conversation is null) return Refusal.NotFound;
        var kept = (await _log.FindParticipationsAsync(reader.Conversation, [reader.Member], cancellation)).SingleOrDefault();
        if (kept is { Present: false }) return Refusal.NotFound;
        var before = (kept ?? reader.Participation).ReadSeq;
        var wanted = Math.Clamp(seq, 0, conversation.Head.Seq);
        var now = await _log.MarkReadAsync(reader.Conversation, reader.Member, wanted, reader.Implied, cancellation);
        if (now is not { } position) return Refusal.NotFound;
        var counts = await _log.CountUnreadAsync(reader.Member, [Unread.Range(conversation, position)], cancellation);
        var unread = counts.GetValueOrDefault(conversation.Id);
        if (position > before)
        {
            delivery.ReadMoved(new ReadMoved(conversation.Id, reader.Member, position, unread), ShowsReaders(conversation));
        }

        // Done even where nobody waits for the answer any more: the position is written.
        await follower.ReadAsync(conversation.Id, reader.Member, position, CancellationToken.None);
        return new ReadReceipt(position, unread);
    }

    /// <summary>Tells the others that someone types. Nothing is kept.</summary>
    public void Typing(Participant who) => delivery.Typing(new TypingNotice(who.Conversation, who.Member));

    /// <summary>Sets of which messages the member wants to be told.</summary>
    public async Task<Outcome<Done>> NotifyAsync(Participant who, NotifyLevel level, CancellationToken cancellation)
    {
        var now = await _log.SetNotifyAsync(who.Conversation, who.Member, level, who.Implied, cancellation);
        if (now is null) return Refusal.NotFound;
        await delivery.ParticipationsChangedAsync([now], cancellation);
        return default(Done);
    }

    internal static bool ShowsReaders(Conversation conversation) =>
        conversation.Kind == ConversationKind.Direct || (!conversation.IsForEveryone && conversation.Head.Participants <= MostShownReaders);

    private Outcome<string> CleanText(string raw)
    {
        var text = Clean.Text(raw);
        if (text.Length == 0) return new Refusal(ErrorCodes.MessageEmpty, "A message needs some text.");
        return text.Length <= limits.MessageCharacters
            ? text
            : new Refusal(ErrorCodes.MessageTooLong, $"A message has at most {limits.MessageCharacters} characters; this one has {text.Length}.");
    }

    private static Outcome<string> CleanEmoji(string raw) =>
        Clean.Text(raw) is var emoji && Emoji.IsValid(emoji) ? emoji : new Refusal(ErrorCodes.ReactionInvalid, "A reaction is one emoji.");

    private Task<Outcome<T>> Queue<T>(ConversationId conversation, LaneOperation<T> operation)
    {
        lanes.Enqueue(conversation, operation);
        return operation.Answer;
    }

    private static Task<Outcome<T>> Refused<T>(Refusal refusal) => Task.FromResult<Outcome<T>>(refusal);
}
