using Microsoft.Extensions.Logging;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Accounts;

/// <summary>
/// Carries out what members' documents say is pending: at once for the request that decided it, and by the worker for a request
/// that died. Every step may be repeated.
/// </summary>
public sealed partial class PendingSteps(
    IDocumentStore documents,
    Members members,
    Administrators administrators,
    Sessions sessions,
    Lockouts lockouts,
    ISignUpInvites invites,
    AuditLog audits,
    TimeProvider time,
    ILogger<PendingSteps> logger)
{
    private const int Attempts = 20;

    /// <summary>How long a decision is left to the request that made it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Finishes all that was decided at least <see cref="Grace"/> ago and says how many that were.</summary>
    public async Task<int> FinishPendingAsync(CancellationToken cancellation)
    {
        var finished = 0;
        var query = new DocumentQuery([new IndexMatch("pending", "yes")], Limit: 100);
        do
        {
            var page = await documents.ListAsync(Member.Type, query, cancellation);
            foreach (var member in page.Items.Select(s => s.Value).Where(m => m.Pending is { } work && work.Since + Grace <= time.GetUtcNow()))
            {
                await FinishAsync(member, cancellation);
                finished++;
            }
            query = query with { After = page.Next };
        }
        while (query.After is not null);
        return finished;
    }

    /// <summary>
    /// Writes a change with its pending work, then carries that out. Once the change is written it stands: an outage in the steps
    /// after it is left to the worker, and the answer is the member as decided.
    /// </summary>
    internal async Task<Outcome<Member>> DecideAsync(MemberId id, Func<Member, Outcome<Member>> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await members.FindAsync(id, cancellation) is not { } before) return Refusal.NotFound;

            // One decision at a time: what an earlier one began is finished before the next.
            if (before.Pending is not null) await FinishAsync(before, cancellation);
            var overtaken = false;
            var outcome = await members.ChangeAsync(id, m => (overtaken = m.Pending is not null) ? m : change(m), cancellation);
            if (overtaken) continue;
            return outcome.TryGet(out var decided, out var refusal) ? await CarryOutAsync(decided) : refusal;
        }
        throw new StoreUnavailableException("A member's document is changed by too many at once.");
    }

    /// <summary>Carries out a written decision. It runs to its end even when whoever asked has gone.</summary>
    internal async Task<Outcome<Member>> CarryOutAsync(Member decided)
    {
        if (decided.Pending is null) return decided;
        using var deadline = new CancellationTokenSource(Deadline, time);
        try
        {
            return await FinishAsync(decided, deadline.Token);
        }
        catch (Exception outage) when (outage is StoreUnavailableException or OutcomeUnknownException or OperationCanceledException)
        {
            LogLeft(outage, decided.Id);
            return decided;
        }
    }

    private async Task<Outcome<Member>> FinishAsync(Member member, CancellationToken cancellation)
    {
        if (member.Pending is not { } work) return member;
        if (work.ClaimNetwork) await administrators.ClaimAsync(member.Id, cancellation);

        // A refusal here is a seat or an invite that went in the last moment; the account stands without the circle.
        if (work.InviteTokenHash is { } invite) await invites.JoinAsync(member.Id, invite, cancellation);
        if (work.Role is { } role)
        {
            var placed = role == MemberRole.Administrator ? await administrators.AppointAsync(member.Id, cancellation) : await administrators.RelieveAsync(member.Id, cancellation);
            if (placed.Refusal is { } refusal) return await DropAsync(member.Id, work, refusal, cancellation);
        }
        if (work.Deactivate)
        {
            var relieved = await administrators.RelieveAsync(member.Id, cancellation);
            return relieved.Refusal is { } refusal
                ? await DropAsync(member.Id, work, refusal, cancellation)
                : await NextAsync(member.Id, work, m => m with { Deactivated = true, Era = m.Era + 1, KeptSession = null, Pending = work with { Deactivate = false, EndSessions = SessionEndReason.Deactivated } }, cancellation);
        }
        if (work.EndSessions is { } reason) await sessions.EndEarlierErasAsync(member, reason, cancellation);
        if (work.Unlock) await lockouts.ForgetAsync(member.EmailKey, cancellation);
        if (work.Act is { } act) await audits.NoteAsync(act, member.Id, cancellation);
        return await NextAsync(
            member.Id, work, m => m with { Pending = null, Role = work.Role is MemberRole.Member or MemberRole.Moderator ? work.Role.Value : m.Role }, cancellation);
    }

    /// <summary>Moves on from the given work and finishes what is then pending; whoever finds that another moved on before follows that one.</summary>
    private async Task<Outcome<Member>> NextAsync(MemberId id, PendingWork work, Func<Member, Member> next, CancellationToken cancellation) =>
        (await members.ChangeAsync(id, m => m.Pending == work ? next(m) : m, cancellation)).TryGet(out var moved, out var refusal)
            ? await FinishAsync(moved, cancellation)
            : refusal;

    private async Task<Outcome<Member>> DropAsync(MemberId id, PendingWork work, Refusal refusal, CancellationToken cancellation)
    {
        await members.ChangeAsync(id, m => m.Pending == work ? m with { Pending = null } : m, cancellation);
        return refusal;
    }

    [LoggerMessage(1101, LogLevel.Warning, "What member {Member} decided stands, but is not finished yet; the worker goes on with it.")]
    private partial void LogLeft(Exception outage, MemberId member);
}
