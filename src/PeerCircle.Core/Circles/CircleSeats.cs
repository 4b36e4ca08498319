using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;

namespace PeerCircle.Core.Circles;

/// <summary>Who comes, goes, and is host.</summary>
public sealed partial record Circle
{
    /// <summary>Takes a seat with an invite. Who is in already stays so and uses nothing.</summary>
    public Outcome<Circle> Join(MemberId member, InviteId with, DateTimeOffset now)
    {
        if (SeatOf(member) is not null) return this;
        if (FindUsable(with, now) is not { } invite || IsOlderThanRemoval(invite, member)) return Invite.Gone;
        if (Seats.Count >= Capacity) return Full;
        var seated = this with
        {
            Seats = [.. Seats, new Seat(member, ParticipantRole.Member, now)],
            Invites = [.. Invites.Select(i => i == invite ? i with { Uses = i.Uses + 1 } : i)],
        };
        return seated.Pruned(now).Then(now, new Card("joined", member), new SeatChange(member, Present: true));
    }

    /// <summary>Leaves, or as a host removes another.</summary>
    public Outcome<Circle> Remove(MemberId member, MemberId by, DateTimeOffset now)
    {
        if (SeatOf(by) is null || SeatOf(member) is not { } seat) return Refusal.NotFound;
        if (member == by) return Leave(seat, now);
        if (HostOnly(by) is { } refusal) return refusal;
        var removed = Without(seat).Then(now, new Card("removed", member, by), new SeatChange(member, Present: false));
        var removals = Removals.Where(r => r.Member != member).Append(new Removal(member, removed.Steps));
        return (removed with { Removals = [.. removals] }).Pruned(now);
    }

    public Outcome<Circle> SetRole(MemberId member, ParticipantRole role, MemberId by, DateTimeOffset now)
    {
        if (SeatOf(by) is null || SeatOf(member) is not { } seat) return Refusal.NotFound;
        if (HostOnly(by) is { } refusal) return refusal;
        if (seat.Role == role) return this;
        if (role == ParticipantRole.Member && Seats.Count(s => s.Role == ParticipantRole.Host) == 1) return Refusal.Invalid("role", "a circle keeps at least one host.");
        return WithRole(member, role, by, now);
    }

    private Circle Leave(Seat seat, DateTimeOffset now)
    {
        var left = Without(seat).Then(now, new Card("left", seat.Member), new SeatChange(seat.Member, Present: false));
        if (left.Seats.Count == 0) return left with { Invites = [], Removals = [] };
        return left.Seats.Any(s => s.Role == ParticipantRole.Host) ? left : left.WithRole(left.Seats[0].Member, ParticipantRole.Host, by: null, now);
    }

    private Circle Without(Seat seat) => this with { Seats = [.. Seats.Where(s => s != seat)] };

    private Circle WithRole(MemberId member, ParticipantRole role, MemberId? by, DateTimeOffset now)
    {
        var changed = this with { Seats = [.. Seats.Select(s => s.Member == member ? s with { Role = role } : s)] };
        var card = new Card("hostChanged", role == ParticipantRole.Host ? member : null, by);
        return changed.Then(now, card, new SeatChange(member, Present: true, role));
    }

    private static Refusal Full { get; } = new(ErrorCodes.CircleFull, "The circle is full.");
}
