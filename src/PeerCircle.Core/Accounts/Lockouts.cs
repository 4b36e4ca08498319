using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Accounts;

/// <summary>Five failures for one account from one address lock that pair for five minutes. Failures are forgotten after as long.</summary>
public sealed class Lockouts(IDocumentStore documents, TimeProvider time) : IDisposable
{
    public const int MostFailures = 5;
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(5);

    // Attempts on one pair go one after the other, else a burst of guesses would all be checked before the first failure counts.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>
    /// Runs an attempt, which is told whether the pair is locked and says whether it succeeded. Success forgets the failures, but a
    /// locked pair stays locked.
    /// </summary>
    internal async Task<Outcome<bool>> AttemptAsync(string emailKey, string address, Func<bool, Task<Outcome<bool>>> attempt, CancellationToken cancellation)
    {
        var id = DerivedId.From($"lockout {emailKey}\n{address}");
        var turn = _turns[id.ToByteArray()[0]];
        await turn.WaitAsync(cancellation);
        try
        {
            var stored = await documents.FindAsync(Lockout.Type, id, cancellation);
            var failures = stored is not null && stored.Value.LastFailureAt + Duration > time.GetUtcNow() ? stored.Value.Failures : 0;
            var locked = failures >= MostFailures;
            var outcome = await attempt(locked);
            if (outcome.TryGet(out var succeeded, out _) && !locked)
            {
                if (!succeeded) await CountAsync(id, emailKey, failures + 1, stored?.Version, cancellation);
                else if (stored is not null) await documents.DeleteAsync(Lockout.Type, id, stored.Version, cancellation);
            }
            return outcome;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Forgets all failures for an account, from wherever.</summary>
    internal async Task ForgetAsync(string emailKey, CancellationToken cancellation)
    {
        var query = new DocumentQuery([new IndexMatch("account", Token.Hash(emailKey))], Limit: 100);
        do
        {
            var page = await documents.ListAsync(Lockout.Type, query, cancellation);
            foreach (var stored in page.Items) await documents.DeleteAsync(Lockout.Type, stored.Value.Id, stored.Version, cancellation);
            query = query with { After = page.Next };
        }
        while (query.After is not null);
    }

    /// <summary>Removes what no longer counts.</summary>
    internal async Task TidyAsync(CancellationToken cancellation)
    {
        var query = new DocumentQuery([], Limit: 500);
        do
        {
            var page = await documents.ListAsync(Lockout.Type, query, cancellation);
            foreach (var stored in page.Items.Where(s => s.Value.LastFailureAt + Duration <= time.GetUtcNow()))
            {
                await documents.DeleteAsync(Lockout.Type, stored.Value.Id, stored.Version, cancellation);
            }
            query = query with { After = page.Next };
        }
        while (query.After is not null);
    }

    public void Dispose()
    {
        foreach (var turn in _turns) turn.Dispose();
    }

    private async Task CountAsync(Guid id, string emailKey, int failures, long? version, CancellationToken cancellation)
    {
        var counted = new Lockout { Id = id, AccountHash = Token.Hash(emailKey), Failures = failures, LastFailureAt = time.GetUtcNow() };
        var outcome = version is { } known
            ? await documents.ReplaceAsync(Lockout.Type, counted, known, quiet: true, cancellation)
            : await documents.InsertAsync(Lockout.Type, counted, cancellation);
        if (outcome == WriteOutcome.Written) return;

        // Another node counted meanwhile: one more than it has.
        if (await documents.FindAsync(Lockout.Type, id, cancellation) is { } moved)
        {
            await documents.ReplaceAsync(Lockout.Type, counted with { Failures = moved.Value.Failures + 1 }, moved.Version, quiet: true, cancellation);
        }
    }
}
