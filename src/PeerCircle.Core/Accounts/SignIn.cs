using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Accounts;

/// <summary>A session that has begun. <paramref name="Token"/> exists nowhere else.</summary>
/// <param name="ExpiresAt">When it is over unless used before.</param>
/// <param name="EndsAt">When it is over in any case.</param>
public sealed record Begun(MemberFacts Member, string Token, DateTimeOffset ExpiresAt, DateTimeOffset EndsAt);

/// <summary>Proving a password. Unknown account, wrong password, locked out and deactivated look the same and cost the same.</summary>
public sealed class SignIn(Members members, IPasswords passwords, Lockouts lockouts, Sessions sessions, MemberView view)
{
    private const int UserAgentCharacters = 300;

    private static readonly Refusal Failed = new(ErrorCodes.AuthFailed, "E-mail address and password do not belong together, or there were too many tries. Wait five minutes and try again.");

    public async Task<Outcome<Begun>> SignInAsync(SignInBody body, string address, string? userAgent, CancellationToken cancellation)
    {
        var key = Member.KeyOf(body.Email);
        var member = await members.FindByEmailAsync(key, cancellation);
        var proved = await ProveAsync(member, key, body.Password, address, cancellation);
        if (!proved.TryGet(out var right, out var refusal)) return refusal;
        if (!right || member is null) return Failed;
        var (session, token) = await sessions.BeginAsync(member, body.Kind, userAgent?[..Math.Min(userAgent.Length, UserAgentCharacters)], cancellation);
        return new Begun(await view.OfOneselfAsync(member, cancellation), token, sessions.ExpiresAt(session), sessions.EndsAt(session));
    }

    /// <summary>Proves the password of who is signed in already; a wrong one counts as a failed sign-in.</summary>
    internal async Task<Refusal?> ProveAgainAsync(Member member, string password, string address, CancellationToken cancellation)
    {
        var proved = await ProveAsync(member, member.EmailKey, password, address, cancellation);
        return proved.TryGet(out var right, out var refusal) ? (right ? null : Failed) : refusal;
    }

    private Task<Outcome<bool>> ProveAsync(Member? member, string emailKey, string password, string address, CancellationToken cancellation) => lockouts.AttemptAsync(
        emailKey,
        address,
        async locked =>
        {
            var hash = locked || member is not { Deactivated: false } ? null : member.PasswordHash;
            var composed = PasswordRule.Composed(password);
            if (!(await passwords.VerifyAsync(hash, composed, cancellation)).TryGet(out var match, out var refusal)) return refusal;
            if (match == PasswordMatch.YesButWeak && member is not null) await StrengthenAsync(member, composed, cancellation);
            return match != PasswordMatch.No;
        },
        cancellation);

    private async Task StrengthenAsync(Member member, string password, CancellationToken cancellation)
    {
        if (!(await passwords.HashAsync(password, cancellation)).TryGet(out var stronger, out _)) return;
        await members.ChangeAsync(member.Id, m => m.PasswordHash == member.PasswordHash ? m with { PasswordHash = stronger } : m, cancellation);
    }
}
