using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Steps;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Circles;

/// <summary>Invites: whoever holds the token of one that works may join its circle.</summary>
public sealed class CircleInviting(OwnerDocuments<Circle> circles, IStore store, TimeProvider time) : ISignUpInvites
{
    private DateTimeOffset Now => WireTime.WholeMilliseconds(time.GetUtcNow());

    /// <summary>Makes an invite and shows its token, this once.</summary>
    /// <param name="origin">Scheme and host under which people reach the server, without a slash at the end.</param>
    public async Task<Outcome<InviteMade>> MakeAsync(MemberId caller, CircleId id, InviteBody body, string origin, CancellationToken cancellation)
    {
        if (await circles.FindAsync(id.Value, cancellation) is not { } stored) return Refusal.NotFound;
        var inviteId = new InviteId(Guid.CreateVersion7(Now));
        if (stored.Value.MakeInvite(inviteId, caller, body, Now).Refusal is { } early) return early;
        var token = Token.Make();
        await store.Documents.InsertAsync(InviteToken.Type, new InviteToken { Id = inviteId, Circle = id, Hash = Token.Hash(token) }, cancellation);
        var outcome = await circles.ChangeAsync(id.Value, c => c.MakeInvite(inviteId, caller, body, Now), cancellation);
        if (!outcome.TryGet(out var circle, out var refusal)) return refusal;
        return circle.Invites.FirstOrDefault(i => i.Id == inviteId) is { } made
            ? new InviteMade(made.Id, token, $"{origin}/invite/{token}", made.MaxUses, made.ExpiresAt)
            : Invite.Gone;
    }

    /// <summary>Those that still work, one page, the oldest first.</summary>
    public async Task<Outcome<ListOf<InviteFacts>>> ListAsync(MemberId caller, CircleId id, string? next, int limit, CancellationToken cancellation)
    {
        if (await circles.FindAsync(id.Value, cancellation) is not { } stored) return Refusal.NotFound;
        if (!stored.Value.ListInvites(caller, Now).TryGet(out var invites, out var refusal)) return refusal;
        var after = new InviteId(Guid.Empty);
        if (next is not null && !(Cursors.Read(next, 1) is [var text] && TypedId.TryParse(text, out after))) return Cursors.Refused;
        var rest = invites.Where(i => i.Id.Value.CompareTo(after.Value) > 0).OrderBy(i => i.Id.Value).ToList();
        var page = rest.Take(limit).Select(i => i.ToFacts()).ToList();
        return new ListOf<InviteFacts>(page, rest.Count > limit ? Cursors.Make(page[^1].Id.ToString()) : null);
    }

    /// <summary>Makes the invite useless. One that is gone already is fine, one that this circle never had is not found.</summary>
    public async Task<Outcome<Done>> WithdrawAsync(MemberId caller, CircleId id, InviteId invite, CancellationToken cancellation)
    {
        if ((await circles.ChangeAsync(id.Value, c => c.Withdraw(invite, caller, Now), cancellation)).Refusal is { } refusal) return refusal;
        return await store.Documents.FindAsync(InviteToken.Type, invite.Value, cancellation) is { } known && known.Value.Circle == id ? default(Done) : Refusal.NotFound;
    }

    /// <summary>What the invite shows to whoever holds its token.</summary>
    public async Task<Outcome<InviteView>> ViewAsync(string token, CancellationToken cancellation)
    {
        if (await FindAsync(Token.Hash(token), cancellation) is not { } found) return Refusal.NotFound;
        return found.Circle.FindUsable(found.Invite, Now) is null ? Invite.Gone : new InviteView(found.Circle.Name);
    }

    /// <summary>Joins the invite's circle. Who is in already stays in and uses nothing.</summary>
    public async Task<Outcome<CircleFacts>> AcceptAsync(MemberId caller, string token, CancellationToken cancellation) =>
        (await JoinByHashAsync(caller, Token.Hash(token), cancellation)).Map(c => c.ToFacts());

    public async Task<Outcome<CircleId>> CheckAsync(string token, CancellationToken cancellation) =>
        await FindAsync(Token.Hash(token), cancellation) is { } found ? found.Circle.Welcomes(found.Invite, Now) : Refusal.NotFound;

    public async Task<Outcome<CircleId>> JoinAsync(MemberId member, string tokenHash, CancellationToken cancellation)
    {
        var outcome = await JoinByHashAsync(member, tokenHash, cancellation);
        if (outcome.Refusal is { Retryable: true } busy) throw new OutcomeUnknownException(busy.Message);
        return outcome.Map(c => c.Id);
    }

    private async Task<Outcome<Circle>> JoinByHashAsync(MemberId member, string hash, CancellationToken cancellation)
    {
        if (await store.Documents.FindByKeyAsync(InviteToken.Type, InviteToken.HashKey, hash, cancellation) is not { } token) return Refusal.NotFound;
        return await circles.ChangeAsync(token.Value.Circle.Value, c => c.Join(member, token.Value.Id, Now), cancellation);
    }

    private async Task<(Circle Circle, InviteId Invite)?> FindAsync(string hash, CancellationToken cancellation)
    {
        if (await store.Documents.FindByKeyAsync(InviteToken.Type, InviteToken.HashKey, hash, cancellation) is not { } token) return null;
        return await circles.FindAsync(token.Value.Circle.Value, cancellation) is { } circle ? (circle.Value, token.Value.Id) : null;
    }
}
