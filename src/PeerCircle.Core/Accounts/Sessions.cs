using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Accounts;

/// <summary>Who a token stands for.</summary>
public sealed record Authenticated(MemberId Member, SessionId Session, SessionKind Kind);

/// <summary>A session that ended, for the connections that live on it.</summary>
public sealed record EndedSession(SessionId Session, MemberId Member, SessionEndReason Reason);

/// <summary>Signed-in devices: beginning, proving, listing and ending them.</summary>
public sealed class Sessions(IDocumentStore documents, Members members, AccountRules rules, IEnumerable<ILiveSessions> live, TimeProvider time)
{
    private const int Attempts = 20;
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeepEnded = TimeSpan.FromHours(1);

    /// <summary>Who this token stands for, and counts it as used. Null when it stands for nobody: unknown, ended, expired, deactivated.</summary>
    public async Task<Authenticated?> AuthenticateAsync(string token, CancellationToken cancellation)
    {
        if (await documents.FindByKeyAsync(Session.Type, "token", Token.Hash(token), cancellation) is not { Value: var session } stored) return null;
        var now = time.GetUtcNow();
        if (ExpiresAt(session) <= now) return null;
        if (await members.FindAsync(session.MemberId, cancellation) is not { } member || !member.Admits(session)) return null;
        if (session.LastSeenAt + SeenEvery <= now)
        {
            // Quiet, and whoever writes first is right: nobody waits for it, and no sweep looks at it.
            await documents.ReplaceAsync(Session.Type, session with { LastSeenAt = now }, stored.Version, quiet: true, cancellation);
        }
        return new Authenticated(session.MemberId, session.Id, session.Kind);
    }

    /// <summary>Whether the session still stands; for connections that were registered after they were authenticated.</summary>
    public async Task<bool> StandsAsync(SessionId id, CancellationToken cancellation) =>
        await documents.FindAsync(Session.Type, id.Value, cancellation) is { Value: { EndReason: null } session }
        && ExpiresAt(session) > time.GetUtcNow()
        && await members.FindAsync(session.MemberId, cancellation) is { } member
        && member.Admits(session);

    /// <summary>One's own, oldest first.</summary>
    public async Task<Outcome<ListOf<SessionFacts>>> ListAsync(MemberId memberId, SessionId current, int limit, string? after, CancellationToken cancellation)
    {
        if (await members.FindAsync(memberId, cancellation) is not { } member) return Refusal.NotFound;
        try
        {
            var page = await documents.ListAsync(Session.Type, new DocumentQuery([OfMember(memberId)], limit, after), cancellation);
            var standing = page.Items.Select(s => s.Value).Where(s => member.Admits(s) && ExpiresAt(s) > time.GetUtcNow());
            return new ListOf<SessionFacts>(
                [.. standing.Select(s => new SessionFacts(s.Id, s.Kind, s.CreatedAt, s.LastSeenAt, s.UserAgent, s.Id == current))], page.Next);
        }
        catch (FormatException)
        {
            return Refusal.Malformed("next is not what an earlier page answered.");
        }
    }

    /// <summary>Ends one of the member's sessions and closes its connections.</summary>
    public async Task<Outcome<Done>> EndAsync(MemberId member, SessionId id, CancellationToken cancellation)
    {
        var stored = await documents.FindAsync(Session.Type, id.Value, cancellation);
        if (stored is null || stored.Value.MemberId != member || stored.Value.EndReason is not null) return Refusal.NotFound;
        await EndAsync([stored], SessionEndReason.Ended, cancellation);
        return default(Done);
    }

    /// <summary>Sessions that ended at or after the given time of the store's clock, in the order of their ends.</summary>
    public async Task<IReadOnlyList<EndedSession>> ReadEndedSinceAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var limit = 1_000;
        while (true)
        {
            var changed = await documents.ReadChangedAsync(Session.Type, since, limit, cancellation);
            if (changed.Count < limit)
            {
                return [.. changed.Select(c => c.Value).Where(s => s.EndReason is not null).Select(s => new EndedSession(s.Id, s.MemberId, s.EndReason.GetValueOrDefault()))];
            }
            limit *= 4;
        }
    }

    internal async Task<(Session Session, string Token)> BeginAsync(Member member, SessionKind kind, string? userAgent, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var token = Token.Make();
        var session = new Session
        {
            Id = new SessionId(Guid.CreateVersion7(now)),
            MemberId = member.Id,
            TokenHash = Token.Hash(token),
            Kind = kind,
            Era = member.Era,
            CreatedAt = now,
            LastSeenAt = now,
            UserAgent = userAgent,
        };
        var outcome = await documents.InsertAsync(Session.Type, session, cancellation);
        return outcome == WriteOutcome.Written ? (session, token) : throw new InvalidOperationException("A random id or token came twice.");
    }

    internal DateTimeOffset ExpiresAt(Session session)
    {
        var idle = session.LastSeenAt + rules.SessionIdle;
        var most = EndsAt(session);
        return idle < most ? idle : most;
    }

    internal DateTimeOffset EndsAt(Session session) => session.CreatedAt + rules.SessionMax;

    /// <summary>Ends every session that the member's era has left behind.</summary>
    internal async Task EndEarlierErasAsync(Member member, SessionEndReason reason, CancellationToken cancellation)
    {
        var query = new DocumentQuery([OfMember(member.Id)], Limit: 100);
        do
        {
            var page = await documents.ListAsync(Session.Type, query, cancellation);
            await EndAsync([.. page.Items.Where(s => !member.Admits(s.Value))], reason, cancellation);
            query = query with { After = page.Next };
        }
        while (query.After is not null);
    }

    /// <summary>Ends what has expired and removes what ended long ago.</summary>
    internal async Task TidyAsync(CancellationToken cancellation)
    {
        var query = new DocumentQuery([], Limit: 500);
        do
        {
            var now = time.GetUtcNow();
            var page = await documents.ListAsync(Session.Type, query, cancellation);
            await EndAsync([.. page.Items.Where(s => s.Value.EndReason is null && ExpiresAt(s.Value) <= now)], SessionEndReason.Expired, cancellation);
            foreach (var old in page.Items.Where(s => s.Value.EndedAt + KeepEnded <= now))
            {
                await documents.DeleteAsync(Session.Type, old.Value.Id.Value, old.Version, cancellation);
            }
            query = query with { After = page.Next };
        }
        while (query.After is not null);
    }

    private async Task EndAsync(IReadOnlyList<Stored<Session>> sessions, SessionEndReason reason, CancellationToken cancellation)
    {
        if (sessions.Count == 0) return;
        foreach (var stored in sessions) await MarkEndedAsync(stored, reason, cancellation);
        foreach (var connections in live) await connections.EndedAsync([.. sessions.Select(s => s.Value.Id)], reason, cancellation);
    }

    private async Task MarkEndedAsync(Stored<Session> stored, SessionEndReason reason, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var ended = stored.Value with { EndedAt = time.GetUtcNow(), EndReason = reason };
            if (await documents.ReplaceAsync(Session.Type, ended, stored.Version, quiet: false, cancellation) == WriteOutcome.Written) return;
            var moved = await documents.FindAsync(Session.Type, stored.Value.Id.Value, cancellation);
            if (moved is null || moved.Value.EndReason is not null) return;
            stored = moved;
        }
        throw new StoreUnavailableException("A session's document is changed by too many at once.");
    }

    private static IndexMatch OfMember(MemberId member) => new("member", member.ToString());
}
