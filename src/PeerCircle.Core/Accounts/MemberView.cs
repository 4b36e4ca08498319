using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Accounts;

/// <summary>Members as others, and as they themselves, see them.</summary>
public sealed class MemberView(Administrators administrators)
{
    public async Task<MemberFacts> OfAsync(Member member, CancellationToken cancellation) => Of(member, await administrators.FindAsync(cancellation) ?? []);

    public async Task<MemberFacts> OfOneselfAsync(Member member, CancellationToken cancellation) =>
        await OfAsync(member, cancellation) with { Email = member.Email, QuietHours = member.QuietHours };

    public async Task<IReadOnlyList<MemberFacts>> OfAllAsync(IEnumerable<Member> members, CancellationToken cancellation)
    {
        var all = await administrators.FindAsync(cancellation) ?? [];
        return [.. members.Select(m => Of(m, all))];
    }

    private static MemberFacts Of(Member member, IReadOnlyList<MemberId> administrators) => new()
    {
        Id = member.Id,
        DisplayName = member.DisplayName,
        Headline = member.Headline,
        WorkingTowards = member.WorkingTowards,
        Field = member.Field,
        Organisation = member.Organisation,
        TimeZone = member.TimeZone,
        Mentor = member.Mentor,
        Role = administrators.Contains(member.Id) ? MemberRole.Administrator : member.Role,
        Deactivated = member.Deactivated ? true : null,
        CreatedAt = member.CreatedAt,
    };
}
