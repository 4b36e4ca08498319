using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Accounts;

/// <summary>Giving a member another password: one's own, or by a link that an administrator made.</summary>
public sealed class PasswordChange(Members members, SignIn signIn, IPasswords passwords, PendingSteps pending, TimeProvider time)
{
    /// <summary>Changes one's own password and ends every session but this one.</summary>
    public async Task<Outcome<Done>> ChangeAsync(MemberId id, SessionId session, PasswordChangeBody body, string address, CancellationToken cancellation)
    {
        if (await members.FindAsync(id, cancellation) is not { } member) return Refusal.NotFound;
        if (await signIn.ProveAgainAsync(member, body.Current, address, cancellation) is { } failed) return failed;
        if (!PasswordRule.Check(body.New, member.Email).TryGet(out var password, out var refusal)) return refusal;
        if (!(await passwords.HashAsync(password, cancellation)).TryGet(out var hash, out refusal)) return refusal;

        // What was proved is the hash that was read: a change that came between is not undone by an older password.
        var changed = await pending.DecideAsync(
            id,
            m => m.PasswordHash == member.PasswordHash ? Rekeyed(m, hash, session, new PendingWork { Since = time.GetUtcNow(), EndSessions = SessionEndReason.PasswordChanged }) : Overtaken,
            cancellation);
        return changed.Map(_ => default(Done));
    }

    /// <summary>Sets a password by a reset link, once. Ends all sessions and the lock-out.</summary>
    public async Task<Outcome<Done>> RedeemAsync(string token, PasswordResetBody body, CancellationToken cancellation)
    {
        var tokenHash = Token.Hash(token);
        if (await members.FindByResetAsync(tokenHash, cancellation) is not { } member || !IsGood(member)) return Refusal.NotFound;
        if (!PasswordRule.Check(body.Password, member.Email).TryGet(out var password, out var refusal)) return refusal;
        if (!(await passwords.HashAsync(password, cancellation)).TryGet(out var hash, out refusal)) return refusal;
        var changed = await pending.DecideAsync(
            member.Id,
            m => m.Reset?.TokenHash == tokenHash && IsGood(m)
                ? Rekeyed(m, hash, kept: null, new PendingWork { Since = time.GetUtcNow(), EndSessions = SessionEndReason.PasswordChanged, Unlock = true })
                : Refusal.NotFound,
            cancellation);
        return changed.Map(_ => default(Done));
    }

    private static Refusal Overtaken { get; } = new(ErrorCodes.AuthFailed, "The password was changed meanwhile. Sign in with the new one.");

    private bool IsGood(Member member) => member.Reset is { } reset && reset.ExpiresAt > time.GetUtcNow();

    private static Member Rekeyed(Member member, string hash, SessionId? kept, PendingWork work) =>
        member with { PasswordHash = hash, Era = member.Era + 1, KeptSession = kept, Reset = null, Pending = work };
}
