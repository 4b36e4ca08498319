using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>
/// Operations folded into new states: starts from the head and what was read after it, ends as one <see cref="Commit"/>. Every
/// message that changes gets one new rev, however many operations changed it.
/// </summary>
internal sealed class Fold
{
    private readonly Conversation? _before;
    private readonly Snapshot _snapshot;
    private readonly Dictionary<MessageId, MessageState> _messages = [];
    private readonly List<MessageId> _touched = [];
    private readonly HashSet<MessageId> _inserted = [];
    private readonly HashSet<MessageId> _retexted = [];
    private readonly Dictionary<MemberId, ParticipationWrite> _participations = [];
    private Conversation? _conversation;
    private long _seq;
    private int _participants;

    public Fold(ConversationId id, Conversation? before, Snapshot snapshot, DateTimeOffset now)
    {
        (Id, _before, _conversation, _snapshot) = (id, before, before, snapshot);
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

    public MessageState? Find(MessageId id) => _messages.TryGetValue(id, out var state) ? state : _snapshot.Messages.GetValueOrDefault(id);

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

    public MessageState Insert(MessageState draft)
    {
        var state = draft with { Seq = ++_seq, CreatedAt = Now };
        _inserted.Add(state.Id);
        return Put(state);
    }

    public void Change(MessageState state) => Put(state);

    /// <summary>A change that later edits may conflict with.</summary>
    public void ChangeText(MessageState state)
    {
        _retexted.Add(state.Id);
        Put(state);
    }

    public void Write(ParticipationWrite participation)
    {
        var present = RoleOf(participation.Member) is not null;
        if (participation.Present != present) _participants += participation.Present ? 1 : -1;
        _participations[participation.Member] = participation;
    }

    public bool HasNewText(MessageId id) => _retexted.Contains(id);

    /// <summary>Gives the numbers and makes the commit. Once, at the end.</summary>
    public Commit ToCommit()
    {
        var conversation = _conversation ?? throw new InvalidOperationException("There is no conversation to commit to.");
        var before = _before?.Head ?? Head.Start;
        var rev = before.Rev;
        foreach (var id in _touched) _messages[id] = Numbered(_messages[id], ++rev);
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

    /// <summary>New and changed messages, ascending by rev. After <see cref="ToCommit"/>.</summary>
    public IEnumerable<MessageState> Touched => _touched.Select(Get);

    /// <summary>New messages, ascending by seq.</summary>
    public IEnumerable<MessageState> Inserted => _touched.Where(_inserted.Contains).Select(Get);

    /// <summary>New states of messages that were there before.</summary>
    public IEnumerable<MessageState> Changed => _touched.Where(id => !_inserted.Contains(id)).Select(Get);

    private MessageState Put(MessageState state)
    {
        if (!_messages.ContainsKey(state.Id)) _touched.Add(state.Id);
        return _messages[state.Id] = state;
    }

    private MessageState Numbered(MessageState state, long rev) => state with
    {
        Rev = rev,
        PostRev = _inserted.Contains(state.Id) ? rev : state.PostRev,
        TextRev = _inserted.Contains(state.Id) || _retexted.Contains(state.Id) ? rev : state.TextRev,
    };
}
