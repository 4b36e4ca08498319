using System.Collections.Immutable;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Conversations.Model;

/// <summary>What a reader of the log could see at one moment: after a commit.</summary>
internal sealed record Moment(long Rev, ImmutableSortedDictionary<long, Message> Messages, ImmutableDictionary<MessageId, ImmutableList<string>> Mine)
{
    public static Moment Start { get; } = new(0, ImmutableSortedDictionary<long, Message>.Empty, ImmutableDictionary<MessageId, ImmutableList<string>>.Empty);

    public long Seq => Messages.Count;

    public IReadOnlyDictionary<MessageId, IReadOnlyList<string>> MineOf(IEnumerable<Message> messages) =>
        messages.Where(m => Mine.ContainsKey(m.Id)).ToDictionary(m => m.Id, m => (IReadOnlyList<string>)Mine[m.Id]);
}

/// <summary>One history: the store from its start, or from a restore, to the next one.</summary>
internal sealed record History(string Epoch, List<Moment> Moments, List<Reacted> Reacted)
{
    public Moment Now => Moments[^1];
}

/// <summary>A conversation as the contract has it, small: what the server would hold and answer.</summary>
internal sealed class LogModel
{
    public static readonly ConversationId Conversation = ConversationId.From(new Guid("c0000000-0000-7000-8000-000000000000"));
    public static readonly MemberId Me = Member(0);

    private const int PageLimit = 4, ChangesLimit = 3, ResetAbove = 9;
    private static readonly string[] Emoji = ["👍", "🎉", "🚀"];

    private readonly Dictionary<MessageId, PostReceipt> _receipts = [];
    private int _made;

    public List<History> Histories { get; } = [new("e1", [Moment.Start], [])];

    public History Present => Histories[^1];

    public Moment Now => Present.Now;

    public long ReadSeq { get; private set; }

    public static MemberId Member(int number) => MemberId.From(new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));

    public MessageId NextId() => MessageId.From(new Guid(++_made, 1, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));

    /// <summary>Repeated with the same id it answers the first receipt; after a restore that lost it, it is a new post.</summary>
    public PostReceipt Post(MessageId id, MemberId author, string text, Message? parent = null)
    {
        if (_receipts.TryGetValue(id, out var first) && Now.Messages.Values.Any(m => m.Id == id)) return first;
        var rev = Now.Rev + 1;
        var message = new Message
        {
            Id = id,
            Seq = Now.Seq + 1,
            Rev = rev,
            Kind = MessageKind.Text,
            AuthorId = author,
            Text = text,
            ParentId = parent?.Id,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        Commit(parent is null ? [message] : [message, parent with { Rev = rev + 1, ReplyCount = (parent.ReplyCount ?? 0) + 1 }], Now.Mine);
        return _receipts[id] = new PostReceipt(id, message.Seq, rev, message.CreatedAt);
    }

    public void Edit(Message message) => Commit([message with { Rev = Now.Rev + 1, Text = $"{message.Text}+" }], Now.Mine);

    public void Delete(Message message) => Commit(
        [
            new Message
            {
                Id = message.Id,
                Seq = message.Seq,
                Rev = Now.Rev + 1,
                Kind = message.Kind,
                ParentId = message.ParentId,
                ReplyCount = message.ReplyCount,
                CreatedAt = message.CreatedAt,
                DeletedAt = DateTimeOffset.UnixEpoch,
            },
        ],
        Now.Mine.Remove(message.Id));

    /// <summary>Turns a reaction: the counts are the message's, one's own are told beside it.</summary>
    public void React(Message message, bool mine, int emoji)
    {
        var text = Emoji[emoji % Emoji.Length];
        var changed = message with { Rev = Now.Rev + 1, Reactions = [new Reaction(text, (int)Now.Rev + 1, [])] };
        if (!mine)
        {
            Commit([changed], Now.Mine);
            return;
        }

        var own = Now.Mine.GetValueOrDefault(message.Id, []);
        var on = !own.Contains(text);
        own = on ? own.Add(text) : own.Remove(text);
        Commit([changed], own.IsEmpty ? Now.Mine.Remove(message.Id) : Now.Mine.SetItem(message.Id, own));
        Present.Reacted.Add(new Reacted(Conversation, message.Id, text, on, changed.Rev));
    }

    /// <summary>Back to an earlier moment, under a new epoch.</summary>
    public void Restore(int moment)
    {
        Histories.Add(new History($"e{Histories.Count + 1}", [Present.Moments[moment % Present.Moments.Count]], []));
        ReadSeq = Math.Min(ReadSeq, Now.Seq);
    }

    public void MarkRead(long seq) => ReadSeq = Math.Max(ReadSeq, Math.Min(seq, Now.Seq));

    public int Unread => Now.Messages.Values.Count(m => m.Seq > ReadSeq && m.DeletedAt is null && m.AuthorId != Me);

    public ConversationFacts Facts() => new()
    {
        Id = Conversation,
        Kind = ConversationKind.Circle,
        Title = "Circle",
        Version = 1,
        Epoch = Present.Epoch,
        Rev = Now.Rev,
        Seq = Now.Seq,
        ReadSeq = ReadSeq,
        Unread = Unread,
        Last = Now.Messages.Values.LastOrDefault(),
    };

    public static Changes Push(History history, Moment from, Moment to) =>
        new(Conversation, history.Epoch, from.Rev, to.Rev, [.. ChangedAfter(to, from.Rev)]);

    /// <summary>A page whose head was read at an earlier moment than its messages.</summary>
    public static MessagePage Page(History history, Moment head, Moment seen, PageAsked asked)
    {
        var all = seen.Messages.Values.Where(m => asked.Parent is null || m.ParentId == asked.Parent).ToList();
        var page = asked switch
        {
            { Before: { } before } => all.Where(m => m.Seq < before).TakeLast(PageLimit).ToList(),
            { After: { } after } => all.Where(m => m.Seq > after).Take(PageLimit).ToList(),
            { Around: { } around } => [.. all.Where(m => m.Seq >= around - (PageLimit / 2)).Take(PageLimit)],
            _ => [.. all.TakeLast(PageLimit)],
        };
        bool IsBeyond(Message m, bool before) => page.Count > 0 ? (before ? m.Seq < page[0].Seq : m.Seq > page[^1].Seq) : before ? asked.After is not null : asked.Before is not null;
        return new MessagePage(history.Epoch, head.Rev, seen.Seq, page, seen.MineOf(page), all.Exists(m => IsBeyond(m, true)), all.Exists(m => IsBeyond(m, false)));
    }

    public ConversationChanges Changes(long after, string? epoch)
    {
        var changed = ChangedAfter(Now, after).ToList();
        if ((epoch is not null && epoch != Present.Epoch) || after > Now.Rev || changed.Count > ResetAbove)
            return new ConversationChanges(Conversation, Present.Epoch, Now.Rev, [], null, Complete: true, Reset: true);
        var some = changed.Take(ChangesLimit).ToList();
        var complete = some.Count == changed.Count;
        return new ConversationChanges(Conversation, Present.Epoch, complete ? Now.Rev : some[^1].Rev, some, Now.MineOf(some), complete, Reset: false);
    }

    private static IEnumerable<Message> ChangedAfter(Moment moment, long rev) => moment.Messages.Values.Where(m => m.Rev > rev).OrderBy(m => m.Rev);

    private void Commit(Message[] changed, ImmutableDictionary<MessageId, ImmutableList<string>> mine) =>
        Present.Moments.Add(new Moment(Now.Rev + changed.Length, Now.Messages.SetItems(changed.Select(m => KeyValuePair.Create(m.Seq, m))), mine));
}

internal sealed record PageAsked(long? Before = null, long? After = null, long? Around = null, MessageId? Parent = null);
