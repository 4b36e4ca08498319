using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Circles;

/// <summary>Invites to a circle. Before and after a removal are told by the circle's own steps, not by clocks.</summary>
public sealed partial record Circle
{
    private const int MostInvites = 200;
    private const int DefaultExpiryHours = 168;
    private const int MostExpiryHours = 720;

    public Outcome<Circle> MakeInvite(InviteId id, MemberId by, InviteBody body, DateTimeOffset now)
    {
        if (HostOnly(by) is { } refusal) return refusal;
        var uses = body.MaxUses ?? MostSeats;
        var hours = body.ExpiresInHours ?? DefaultExpiryHours;
        if (uses is < 1 or > MostSeats) return Refusal.Invalid("maxUses", $"must be 1 to {MostSeats}.");
        if (hours is < 1 or > MostExpiryHours) return Refusal.Invalid("expiresInHours", $"must be 1 to {MostExpiryHours}.");
        var pruned = Pruned(now);
        if (pruned.Invites.Count >= MostInvites) return Refusal.Invalid("invites", $"a circle has at most {MostInvites} at a time; withdraw one first.");
        return pruned with { Invites = [.. pruned.Invites, new Invite(id, 0, uses, now.AddHours(hours), now, by, Steps)] };
    }

    /// <summary>Makes the invite useless; one that is already changes nothing.</summary>
    public Outcome<Circle> Withdraw(InviteId id, MemberId by, DateTimeOffset now)
    {
        if (HostOnly(by) is { } refusal) return refusal;
        return Invites.Any(i => i.Id == id) ? (this with { Invites = [.. Invites.Where(i => i.Id != id)] }).Pruned(now) : this;
    }

    /// <summary>Those that still work.</summary>
    public Outcome<IReadOnlyList<Invite>> ListInvites(MemberId by, DateTimeOffset now)
    {
        if (HostOnly(by) is { } refusal) return refusal;
        return Invites.Where(i => i.IsUsable(now)).ToList();
    }

    /// <summary>Whether someone new could join with the invite now.</summary>
    public Outcome<CircleId> Welcomes(InviteId with, DateTimeOffset now) =>
        FindUsable(with, now) is null ? Invite.Gone : Seats.Count >= Capacity ? Full : Id;

    public Invite? FindUsable(InviteId id, DateTimeOffset now) => Invites.FirstOrDefault(i => i.Id == id && i.IsUsable(now));

    private bool IsOlderThanRemoval(Invite invite, MemberId member) => Removals.Any(r => r.Member == member && invite.AfterStep < r.Step);

    /// <summary>Without invites that no longer work, and without removals that no invite is older than.</summary>
    private Circle Pruned(DateTimeOffset now)
    {
        var usable = Invites.Where(i => i.IsUsable(now)).ToList();
        return this with { Invites = usable, Removals = [.. Removals.Where(r => usable.Any(i => i.AfterStep < r.Step))] };
    }
}

/// <summary>An invite as its circle keeps it; its token is known only to whom it was shown.</summary>
/// <param name="AfterStep">The circle's latest step when it was made.</param>
public sealed record Invite(InviteId Id, int Uses, int MaxUses, DateTimeOffset ExpiresAt, DateTimeOffset CreatedAt, MemberId CreatedBy, long AfterStep)
{
    public static Refusal Gone { get; } = new(ErrorCodes.InviteGone, "This invite no longer works. Ask for a new one.");

    public bool IsUsable(DateTimeOffset now) => Uses < MaxUses && now < ExpiresAt;

    public InviteFacts ToFacts() => new(Id, Uses, MaxUses, ExpiresAt, CreatedAt);
}
