using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Accounts;

/// <summary>Who may moderate where they take part; administrators may all that moderators may.</summary>
public sealed class Moderators(Members members, Administrators administrators)
{
    public async Task<bool> IncludeAsync(MemberId member, CancellationToken cancellation) =>
        await members.FindAsync(member, cancellation) is { Deactivated: false } found
        && (found.Role == MemberRole.Moderator || await administrators.IncludeAsync(member, cancellation));
}
