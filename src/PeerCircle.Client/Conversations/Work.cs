using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>One conversation while a step works on it: what it was, what it becomes, and what is asked for.</summary>
internal sealed class Work(ConversationState before, MemberId me)
{
    public ConversationState Before { get; } = before;

    public MemberId Me { get; } = me;

    public ConversationState C { get; set; } = before;

    public List<Want> Wants { get; } = [];

    public bool Wanted(WantKind kind) => Wants.Exists(w => w.Kind == kind);

    public void Want(WantKind kind)
    {
        if (!Wanted(kind)) Wants.Add(new Want(kind, C.Id));
    }

    public void Put(HeldMessage message) => C = C with
    {
        Messages = C.Messages.SetItem(message.State.Id, message),
        BySeq = C.BySeq.SetItem(message.State.Seq, message.State.Id),
    };
}
