using PeerCircle.Contracts.Goals;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Goals;

/// <summary>Goals as their owners use them. To those with whom one is not shared it does not exist.</summary>
public sealed class GoalDirectory(GoalDocuments goals, GoalAccess access, Members members, IStore store, TimeProvider time)
{
    /// <summary>Of another's goals no more are shown.</summary>
    private const int MostRead = 1_000;

    private DateTimeOffset Now => WireTime.WholeMilliseconds(time.GetUtcNow());

    /// <summary>Makes a goal, with a card in each circle that it is shared with. The same id again by the same member answers the goal as it is now.</summary>
    public async Task<Outcome<GoalFacts>> CreateAsync(MemberId owner, GoalBody body, CancellationToken cancellation)
    {
        if (body.Id is { } again && await goals.FindAsync(again.Value, cancellation) is { Value.CreatedBy: var maker } && maker == owner)
        {
            return ToFacts(await goals.ChangeAsync(again.Value, g => g, cancellation), owner);
        }
        if (Goal.IsTooWide(body.Share) is { } tooWide) return tooWide;
        if (!await MayShareAsync(owner, body.Share, cancellation)) return Refusal.NotFound;
        if (!Goal.Make(owner, body, Now, await ZoneAsync(owner, cancellation)).TryGet(out var made, out var refusal)) return refusal;
        return ToFacts(await StillSharedAsync(await goals.CreateAsync(made, cancellation)), owner);
    }

    public async Task<Outcome<GoalFacts>> FindAsync(MemberId caller, GoalId id, CancellationToken cancellation) =>
        (await SeeAsync(caller, id, cancellation)).Map(g => GoalView.Of(g, caller));

    /// <summary>
    /// One page of the goals of an owner, of a circle that the caller is in, or of oneself, as far as the caller may see them; those that wait for something first, the soonest
    /// first. A page may be short, or empty, though another follows.
    /// </summary>
    public async Task<Outcome<ListOf<GoalFacts>>> ListAsync(MemberId caller, MemberId? owner, CircleId? circle, GoalState? state, string? next, int limit, CancellationToken cancellation)
    {
        if (circle is { } named && !await access.IsInAllAsync(caller, [named], cancellation)) return Refusal.NotFound;
        var where = new List<IndexMatch>();
        if (circle is { } shared) where.Add(new IndexMatch(Goal.CircleIndex, shared.ToString()));
        if (owner is not null || circle is null) where.Add(new IndexMatch(Goal.OwnerIndex, (owner ?? caller).ToString()));
        if (state is { } wanted) where.Add(new IndexMatch(Goal.StateIndex, wanted.ToString()));
        if (owner is { } other && other != caller && circle is null) return await ListOfOtherAsync(caller, where, next, limit, cancellation);
        try
        {
            var page = await store.Documents.ListAsync(Goal.Type, new DocumentQuery(where, limit, next), cancellation);
            var seen = await access.FilterAsync([.. page.Items.Select(s => s.Value)], caller, cancellation);
            return new ListOf<GoalFacts>([.. seen.Select(g => GoalView.Of(g, caller))], page.Next);
        }
        catch (FormatException)
        {
            return Cursors.Refused;
        }
    }

    /// <summary>Read whole and shown in part: where a page ends says nothing of what is not shown.</summary>
    private async Task<Outcome<ListOf<GoalFacts>>> ListOfOtherAsync(MemberId caller, IReadOnlyList<IndexMatch> where, string? next, int limit, CancellationToken cancellation)
    {
        GoalId? after = null;
        if (next is not null)
        {
            if (!(Cursors.Read(next, 1) is [var text] && TypedId.TryParse<GoalId>(text, out var last))) return Cursors.Refused;
            after = last;
        }
        var seen = new List<Goal>();
        var query = new DocumentQuery(where, 100);
        do
        {
            var page = await store.Documents.ListAsync(Goal.Type, query, cancellation);
            seen.AddRange(await access.FilterAsync([.. page.Items.Select(s => s.Value)], caller, cancellation));
            query = query with { After = page.Next };
        }
        while (query.After is not null && seen.Count < MostRead);
        var from = after is { } id ? seen.FindIndex(g => g.Id == id) + 1 : 0;
        var shown = seen.Skip(from).Take(limit).ToList();
        return new ListOf<GoalFacts>([.. shown.Select(g => GoalView.Of(g, caller))], from + shown.Count < seen.Count ? Cursors.Make(TypedId.Text(shown[^1].Id)) : null);
    }

    public async Task<Outcome<GoalFacts>> EditAsync(MemberId caller, GoalId id, GoalPatch patch, CancellationToken cancellation)
    {
        if (!(await SeeAsync(caller, id, cancellation)).TryGet(out var seen, out var refusal)) return refusal;
        if (patch.Share is { } wide && Goal.IsTooWide(wide) is { } tooWide) return tooWide;
        if (seen.Owner == caller && patch.Share is { } share && !await MayShareAsync(caller, share, cancellation)) return Refusal.NotFound;
        var edited = await ByOwnerAsync(caller, id, (g, now, zone) => g.Edit(patch, now, zone), cancellation);
        return ToFacts(patch.Share is null ? edited : await StillSharedAsync(edited), caller);
    }

    public Task<Outcome<GoalFacts>> CheckInAsync(MemberId caller, GoalId id, CheckInBody body, CancellationToken cancellation) =>
        FactsAsync(ByOwnerAsync(caller, id, (g, now, zone) => g.CheckInWith(body, now, zone), cancellation), caller);

    public Task<Outcome<GoalFacts>> AnswerMissedAsync(MemberId caller, GoalId id, MissedAnswer answer, CancellationToken cancellation) =>
        FactsAsync(ByOwnerAsync(caller, id, (g, now, zone) => g.AnswerMissed(answer, now, zone), cancellation), caller);

    /// <summary>Celebrated where the body says, in circles the caller is in, or else where the goal is shared.</summary>
    public async Task<Outcome<GoalFacts>> AchieveAsync(MemberId caller, GoalId id, AchieveBody body, CancellationToken cancellation)
    {
        if (!(await SeeAsync(caller, id, cancellation)).TryGet(out var seen, out var refusal)) return refusal;
        if (seen.Owner == caller && seen.State != GoalState.Achieved && body.CircleIds is { } named && !await access.IsInAllAsync(caller, [.. named.Distinct()], cancellation)) return Refusal.NotFound;
        return ToFacts(await ByOwnerAsync(caller, id, (g, now, zone) => g.Achieve([.. (body.CircleIds ?? g.Share.CircleIds).Distinct()], body.Network ?? g.Share.Network, now, zone), cancellation), caller);
    }

    public Task<Outcome<GoalFacts>> UndoAchieveAsync(MemberId caller, GoalId id, CancellationToken cancellation) =>
        FactsAsync(ByOwnerAsync(caller, id, (g, now, _) => g.UndoAchieve(now), cancellation), caller);

    public Task<Outcome<GoalFacts>> PauseAsync(MemberId caller, GoalId id, DateOnly until, CancellationToken cancellation) =>
        FactsAsync(ByOwnerAsync(caller, id, (g, now, zone) => g.Pause(until, now, zone), cancellation), caller);

    public Task<Outcome<GoalFacts>> ResumeAsync(MemberId caller, GoalId id, CancellationToken cancellation) =>
        FactsAsync(ByOwnerAsync(caller, id, (g, now, zone) => g.Resume(now, zone), cancellation), caller);

    public Task<Outcome<GoalFacts>> LetGoAsync(MemberId caller, GoalId id, LetGoBody body, CancellationToken cancellation) =>
        FactsAsync(ByOwnerAsync(caller, id, (g, now, _) => g.LetGo(body, now), cancellation), caller);

    /// <summary>A goal of the caller's own along the same way, begun today.</summary>
    public async Task<Outcome<GoalFacts>> WalkAsync(MemberId caller, GoalId id, GoalId? walked, CancellationToken cancellation)
    {
        if (!(await SeeAsync(caller, id, cancellation)).TryGet(out var seen, out var refusal)) return refusal;
        if (!seen.Walk(caller, walked, Now, await ZoneAsync(caller, cancellation), await ZoneAsync(seen.Owner, cancellation)).TryGet(out var made, out refusal)) return refusal;
        return ToFacts(await goals.CreateAsync(made, cancellation), caller);
    }

    private async Task<Outcome<Goal>> ByOwnerAsync(MemberId caller, GoalId id, Func<Goal, DateTimeOffset, TimeZoneInfo, Outcome<Goal>> rule, CancellationToken cancellation)
    {
        if (!(await SeeAsync(caller, id, cancellation)).TryGet(out var seen, out var refusal)) return refusal;
        if (seen.Owner != caller) return NotOwner;
        var zone = await ZoneAsync(caller, cancellation);
        return await goals.ChangeAsync(id.Value, g => rule(g, Now, zone), cancellation);
    }

    private async Task<Outcome<Goal>> SeeAsync(MemberId caller, GoalId id, CancellationToken cancellation) =>
        await goals.FindAsync(id.Value, cancellation) is { Value: var goal } && await access.MaySeeAsync(goal, caller, cancellation) ? goal : Refusal.NotFound;

    private async Task<bool> MayShareAsync(MemberId owner, ShareBody share, CancellationToken cancellation)
    {
        if (!await access.IsInAllAsync(owner, [.. share.CircleIds.Distinct()], cancellation)) return false;
        var wanted = share.MemberIds.Distinct().ToList();
        return wanted.Count == 0 || (await members.FindManyAsync(wanted, cancellation)).Count == wanted.Count;
    }

    /// <summary>The owner may have been removed from a circle while this was written; then it was not taken out by that.</summary>
    private async Task<Outcome<Goal>> StillSharedAsync(Outcome<Goal> outcome)
    {
        if (!outcome.TryGet(out var goal, out _)) return outcome;
        foreach (var circle in goal.Share.CircleIds)
        {
            if (!await access.IsInAllAsync(goal.Owner, [circle], CancellationToken.None)) outcome = await goals.ChangeAsync(goal.Key, g => g.Unshare(circle), CancellationToken.None);
        }
        return outcome;
    }

    private async Task<TimeZoneInfo> ZoneAsync(MemberId member, CancellationToken cancellation) => (await members.FindAsync(member, cancellation))?.Zone ?? TimeZoneInfo.Utc;

    private static async Task<Outcome<GoalFacts>> FactsAsync(Task<Outcome<Goal>> outcome, MemberId caller) => ToFacts(await outcome, caller);

    private static Outcome<GoalFacts> ToFacts(Outcome<Goal> outcome, MemberId caller) => outcome.Map(g => GoalView.Of(g, caller));

    private static Refusal NotOwner { get; } = Refusal.Forbidden("Only the goal's owner may do this.");
}
