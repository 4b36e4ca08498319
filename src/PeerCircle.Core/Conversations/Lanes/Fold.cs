using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>
/// Operations folded into new states: starts from the head and what was read after it, ends as one <see cref="Commit"/>. Every
/// message that changes gets one new rev, however many operations changed it, in the order of their first changes.
/// </summary>
internal sealed class Fold
{
    private readonly Conversation? _before;
    private readonly Snapshot _snapshot;
    private readonly List<Touch> _touched;
    private readonly Dictionary<MessageId, int> _places;
    private readonly Dictionary<MemberId, ParticipationWrite> _participations = [];
    private Conversation? _conversation;
    private long _seq;
    private int _participants;

    /// <param name="operations">How many there are to fold, about.</param>
    public Fold(ConversationId id, Conversation? before, Snapshot snapshot, DateTimeOffset now, int operations)
    {
        (Id, _before, _conversation, _snapshot) = (id, before, before, snapshot);
        (_touched, _places) = (new(operations), new(operations));
        _seq = before?.Head.Seq ?? 0;
        _participants = before?.Head.Participants ?? 0;
        Now = before is { Head.At: var at } && at > now ? at : now;
        Reactions = new ReactionFold(snapshot, before?.Head.Rev ?? 0);
    }

    public ConversationId Id { get; }

    /// <summary>The time of this commit; never before the last one's.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The conversation, absent until something makes it.</summary>
    public Conversation? Conversation => _conversation;

    public ReactionFold Reactions { get; }

    public long Seq => _seq;

    public IReadOnlyCollection<ParticipationWrite> ParticipationWrites => _participations.Values;

    public bool IsEmpty => _touched.Count == 0 && _participations.Count == 0 && ReferenceEquals(_conversation, _before);

    public void Create(NewConversation facts) => _conversation ??= new Conversation(Id, facts.Kind, facts.Subject, facts.Pair, Head.Start);

    /// <summary>The seq of the next new message.</summary>
    public long NextSeq => _seq + 1;

    /// <summary>The rev of the next message that is touched first.</summary>
    public long NextRev => (_before?.Head.Rev ?? 0) + _touched.Count + 1;

    public MessageState? Find(MessageId id) => _places.TryGetValue(id, out var place) ? _touched[place].State : _snapshot.Messages.GetValueOrDefault(id);

    public MessageState Get(MessageId id) => Find(id) ?? throw new InvalidOperationException("The message is not part of this fold.");

    /// <summary>Whether the member takes part, as what; null when not.</summary>
    public ParticipantRole? RoleOf(MemberId member)
    {
        if (_participations.TryGetValue(member, out var written)) return written.Present ? written.Role : null;
        if (_snapshot.Participations.TryGetValue(member, out var kept)) return kept is { Present: true } ? kept.Role : null;
        return null;
    }

    /// <summary>Whether the member may read and write here: takes part, or everyone does.</summary>
    public bool Admits(MemberId member) => _conversation is { } conversation
        && (RoleOf(member) is not null || (conversation.IsForEveryone && !(_snapshot.Participations.GetValueOrDefault(member) is { Present: false })));

    /// <summary>Those of the people that take part, in the same order.</summary>
    public IReadOnlyList<MemberId> Present(IReadOnlyList<MemberId> members) =>
        members.Count == 0 ? [] : [.. members.Where(m => _conversation is { IsForEveryone: true } ? _snapshot.Everyone.Contains(m) : RoleOf(m) is not null)];

    /// <summary>A new message, which has <see cref="NextSeq"/> and <see cref="NextRev"/>.</summary>
    public void Insert(MessageState state)
    {
        _places.Add(state.Id, _touched.Count);
        _touched.Add(new Touch(state, IsNew: true));
        _seq = state.Seq;
    }

    /// <summary>A new state, which gets its rev here.</summary>
    public void Change(MessageState state)
    {
        if (_places.TryGetValue(state.Id, out var place))
        {
            _touched[place] = _touched[place] with { State = state };
            return;
        }
        state = state with { Rev = NextRev };
        _places.Add(state.Id, _touched.Count);
        _touched.Add(new Touch(state, IsNew: false));
    }

    /// <summary>A change that later edits may conflict with.</summary>
    public void ChangeText(MessageState state) =>
        Change(state with { TextRev = _places.TryGetValue(state.Id, out var place) ? _touched[place].State.Rev : NextRev });

    public void Write(ParticipationWrite participation)
    {
        var present = RoleOf(participation.Member) is not null;
        if (participation.Present != present) _participants += participation.Present ? 1 : -1;
        _participations[participation.Member] = participation;
    }

    /// <summary>Once, at the end.</summary>
    public Commit ToCommit()
    {
        var conversation = _conversation ?? throw new InvalidOperationException("There is no conversation to commit to.");
        var before = _before?.Head ?? Head.Start;
        var rev = before.Rev + _touched.Count;
        var access = before.Access + (_participations.Count > 0 ? 1 : 0);
        var changesShown = rev > before.Rev || _before is null;
        var head = new Head(rev, _seq, changesShown ? Now : before.At, access, _participants);
        _conversation = conversation with { Head = head };
        return new Commit
        {
            Conversation = _conversation,
            Expected = before,
            Inserted = [.. Inserted],
            Changed = [.. Changed],
            Reacted = Reactions.Added,
            Unreacted = Reactions.Removed,
            Participations = [.. _participations.Values],
        };
    }

    /// <summary>New and changed messages, ascending by rev.</summary>
    public IEnumerable<MessageState> Touched => _touched.Select(t => t.State);

    /// <summary>New messages, ascending by seq.</summary>
    public IEnumerable<MessageState> Inserted => _touched.Where(t => t.IsNew).Select(t => t.State);

    /// <summary>New states of messages that were there before.</summary>
    public IEnumerable<MessageState> Changed => _touched.Where(t => !t.IsNew).Select(t => t.State);

    private readonly record struct Touch(MessageState State, bool IsNew);
}
