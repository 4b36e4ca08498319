using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Accounts;

/// <summary>What sign-up asks of invites. Tokens are never stored: what outlives a request names an invite by its token's hash (<see cref="Token.Hash"/>).</summary>
public interface ISignUpInvites
{
    /// <summary>Whether this invite would take one more: <c>not_found</c>, <c>invite.gone</c> and <c>circle.full</c> refuse. Uses nothing.</summary>
    Task<Outcome<CircleId>> CheckAsync(string token, CancellationToken cancellation);

    /// <summary>
    /// Joins the invite's circle. May be repeated: who is in already stays in and uses nothing. A refusal is final; a temporary one
    /// is an exception.
    /// </summary>
    Task<Outcome<CircleId>> JoinAsync(MemberId member, string tokenHash, CancellationToken cancellation);
}
