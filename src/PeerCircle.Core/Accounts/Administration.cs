using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Accounts;

/// <summary>A reset link's secret, shown once.</summary>
public sealed record PasswordResetSecret(string Token, DateTimeOffset ExpiresAt);

/// <summary>What only administrators do. Every act leaves an audit record.</summary>
public sealed class Administration(Members members, Administrators administrators, PendingSteps pending, MemberView view, TimeProvider time)
{
    private static readonly TimeSpan ResetLasts = TimeSpan.FromHours(24);

    /// <summary>Gives a member a role; the last administrator keeps theirs.</summary>
    public async Task<Outcome<MemberFacts>> SetRoleAsync(MemberId by, MemberId on, MemberRole role, CancellationToken cancellation)
    {
        if (await RefuseAsync(by, on, cancellation) is { } refusal) return refusal;
        var all = await administrators.FindAsync(cancellation) ?? [];
        if (all is [var last] && last == on && role != MemberRole.Administrator) return Administrators.LastOne;
        return await ViewAsync(await pending.DecideAsync(
            on,
            m => m.Deactivated && role == MemberRole.Administrator ? Refusal.Invalid("role", "a deactivated member cannot administer the network.")
                : (all.Contains(on) ? MemberRole.Administrator : m.Role) == role ? m
                : m with { Pending = new PendingWork { Since = time.GetUtcNow(), Role = role, Act = Act(by, $"role.{role.ToString().ToLowerInvariant()}") } },
            cancellation));
    }

    /// <summary>Shuts a member out and ends all their sessions. An administrator's place is given up with it and does not come back by itself.</summary>
    public async Task<Outcome<MemberFacts>> DeactivateAsync(MemberId by, MemberId on, CancellationToken cancellation)
    {
        if (await RefuseAsync(by, on, cancellation) is { } refusal) return refusal;
        if (await administrators.FindAsync(cancellation) is [var last] && last == on) return Administrators.LastOne;
        return await ViewAsync(await pending.DecideAsync(
            on, m => m.Deactivated ? m : m with { Pending = new PendingWork { Since = time.GetUtcNow(), Deactivate = true, Act = Act(by, "deactivate") } }, cancellation));
    }

    /// <summary>Lets a deactivated member in again.</summary>
    public async Task<Outcome<MemberFacts>> ReactivateAsync(MemberId by, MemberId on, CancellationToken cancellation)
    {
        if (await RefuseAsync(by, on, cancellation) is { } refusal) return refusal;
        return await ViewAsync(await pending.DecideAsync(
            on, m => m.Deactivated ? m with { Deactivated = false, Pending = new PendingWork { Since = time.GetUtcNow(), Act = Act(by, "reactivate") } } : m, cancellation));
    }

    /// <summary>Makes a link by which the member sets a new password, once; one made before no longer works.</summary>
    public async Task<Outcome<PasswordResetSecret>> MakePasswordResetAsync(MemberId by, MemberId on, CancellationToken cancellation)
    {
        if (await RefuseAsync(by, on, cancellation) is { } refusal) return refusal;
        var token = Token.Make();
        var expiresAt = WireTime.WholeMilliseconds(time.GetUtcNow() + ResetLasts);
        var decided = await pending.DecideAsync(
            on,
            m => m with { Reset = new PasswordResetGrant(Token.Hash(token), expiresAt), Pending = new PendingWork { Since = time.GetUtcNow(), Act = Act(by, "passwordReset") } },
            cancellation);
        return decided.Map(_ => new PasswordResetSecret(token, expiresAt));
    }

    private async Task<Refusal?> RefuseAsync(MemberId by, MemberId on, CancellationToken cancellation) =>
        await members.FindAsync(on, cancellation) is null ? Refusal.NotFound
        : await administrators.IncludeAsync(by, cancellation) ? null
        : Refusal.Forbidden("Only administrators may do this.");

    private Act Act(MemberId by, string what)
    {
        var now = time.GetUtcNow();
        return new Act(Guid.CreateVersion7(now), by, what, now);
    }

    private async Task<Outcome<MemberFacts>> ViewAsync(Outcome<Member> decided) =>
        decided.TryGet(out var member, out var refusal) ? await view.OfAsync(member, CancellationToken.None) : refusal;
}
