using System.Security.Claims;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Accounts;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Accounts;

internal static class MemberCalls
{
    public static async Task<IResult> ReadOwnAsync(ClaimsPrincipal user, Profiles profiles, CancellationToken cancellation) =>
        Answers.Ok(await profiles.ReadOwnAsync(user.Member(), cancellation));

    public static async Task<IResult> ChangeOwnAsync(ProfilePatch body, ClaimsPrincipal user, Profiles profiles, CancellationToken cancellation) =>
        Answers.Ok(await profiles.ChangeAsync(user.Member(), body, cancellation));

    public static async Task<IResult> ReadAsync(Guid id, Profiles profiles, CancellationToken cancellation) =>
        Answers.Ok(await profiles.ReadAsync(new MemberId(id), cancellation));

    public static async Task<IResult> ListAsync(
        string? query, string? mentor, string? topic, string? field, string? organisation, string? ids, string? limit, string? next,
        MemberDirectory directory, CancellationToken cancellation)
    {
        if (mentor is not (null or "true" or "false")) return Answers.Problem(Refusal.Malformed("mentor: must be true or false."));
        if (!IdsOf(ids).TryGet(out var chosen, out var refusal)) return Answers.Problem(refusal);
        if (!Paging.Limit(limit).TryGet(out var count, out refusal)) return Answers.Problem(refusal);
        var search = new MemberSearch(query, mentor == "true", topic, field, organisation, ids is null ? null : chosen);
        return Answers.Ok(await directory.ListAsync(search, count, next, cancellation));
    }

    private static Outcome<List<MemberId>> IdsOf(string? text)
    {
        var ids = new List<MemberId>();
        foreach (var part in text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (!TypedId.TryParse<MemberId>(part, out var id)) return Refusal.Malformed("ids: must be ids with commas between them.");
            ids.Add(id);
        }
        return ids;
    }
}
