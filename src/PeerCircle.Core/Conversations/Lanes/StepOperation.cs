using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>A change of who takes part; see <see cref="ConversationStep"/>.</summary>
internal sealed class StepOperation(ConversationStep step) : LaneOperation<Head>
{
    public override bool IsUrgent => true;

    public override IEnumerable<MessageId> Messages => step.Announce is { } said ? [said.Id] : [];

    public override IEnumerable<MemberId> Members => step.Seats.Select(s => s.Member);

    protected override Refusal? TryApply(Fold fold)
    {
        if (step.Create is { } facts)
        {
            // Made in one transaction with its first seats; what became of those since is not undone by a late repetition.
            if (fold.Conversation is not null) return null;
            fold.Create(facts);
        }
        if (fold.Conversation is null) return Refusal.NotFound;
        if (step.Announce is { } said)
        {
            if (fold.Find(said.Id) is not null) return null;
            Announce(fold, said);
        }
        foreach (var seat in step.Seats) Seat(fold, seat);
        return null;
    }

    protected override Outcome<Head> Value(Fold fold) => fold.Conversation!.Head;

    private static void Announce(Fold fold, Announcement said) => fold.Insert(new MessageState
    {
        Id = said.Id,
        Seq = fold.NextSeq,
        Rev = fold.NextRev,
        PostRev = fold.NextRev,
        TextRev = fold.NextRev,
        Kind = MessageKind.System,
        Text = said.Text,
        Card = said.Card,
        CreatedAt = fold.Now,
        PostHash = "",
    });

    private static void Seat(Fold fold, SeatChange seat)
    {
        var role = fold.RoleOf(seat.Member);
        if (seat.Present ? role == seat.Role : role is null) return;
        var joins = seat.Present && role is null;
        fold.Write(new ParticipationWrite(seat.Member, seat.Present, seat.Role, joins ? fold.Seq : null, joins ? fold.Seq : null));
    }
}
