using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Storage.Steps;

/// <summary>
/// Documents whose changes imply steps elsewhere: every change is one compare-and-set on the document, which also keeps the steps it implies;
/// these are then done in order and struck off. Doing one again changes nothing, and one is struck off only after it was done, so
/// any number of nodes may do it, after any crash, and each step happens once.
/// </summary>
public abstract class SteppedDocuments<T, TStep>(DocumentType<T> type, IDocumentStore documents, TimeProvider time) : ISettling where T : SteppedDocument<TStep> where TStep : IStep
{
    /// <summary>Name of the index that every such type declares: found under <see cref="Waiting"/> while steps are pending.</summary>
    public const string PendingIndex = "pending";

    public const string Waiting = "yes";

    /// <summary>More are not decided before the earlier ones are applied.</summary>
    private const int MostPending = 64;

    private static readonly TimeSpan TryFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(15);

    public Task<Stored<T>?> FindAsync(Guid id, CancellationToken cancellation) => documents.FindAsync(type, id, cancellation);

    /// <summary>Adds the document and does what follows from it; the same id again by the same member answers the document as it is now.</summary>
    public async Task<Outcome<T>> CreateAsync(T made, CancellationToken cancellation)
    {
        if (await documents.InsertAsync(type, made, cancellation) == WriteOutcome.Written) return await SettleAsync(new Stored<T>(made, 1, made.CreatedAt));
        return await documents.FindAsync(type, made.Key, cancellation) is { } found && found.Value.CreatedBy == made.CreatedBy
            ? await SettleAsync(found)
            : new Refusal(ErrorCodes.IdTaken, "This id is another member's.");
    }

    /// <summary>
    /// Changes the document by the rule, which is asked again whenever another change came first, and applies what follows from it.
    /// A rule that answers the very document it was given changes nothing. A refusal is answered after what was decided earlier is applied, so
    /// that a repeated request finds its first try finished.
    /// </summary>
    public async Task<Outcome<T>> ChangeAsync(Guid id, Func<T, Outcome<T>> rule, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (await documents.FindAsync(type, id, cancellation) is not { } stored) return Refusal.NotFound;
            if (!rule(stored.Value).TryGet(out var changed, out var refusal)) return await SettleAsync(stored) is { Refusal: { } unsettled } ? unsettled : refusal;
            if (ReferenceEquals(changed, stored.Value)) return await SettleAsync(stored);
            if (stored.Value.Pending.Count >= MostPending)
            {
                if (await SettleAsync(stored) is { Refusal: { } unsettled }) return unsettled;
                continue;
            }
            if (await documents.ReplaceAsync(type, changed, stored.Version, quiet: false, cancellation) == WriteOutcome.Written)
            {
                return await SettleAsync(new Stored<T>(changed, stored.Version + 1, stored.ChangedAt));
            }
            if (time.GetElapsedTime(started) > TryFor) return Refusal.Busy;
            await BackOffAsync(cancellation);
        }
    }

    public async Task<(IReadOnlyList<Guid> Ids, string? Next)> ListPendingAsync(TimeSpan age, string? after, CancellationToken cancellation)
    {
        var page = await documents.ListAsync(type, new DocumentQuery([new IndexMatch(PendingIndex, Waiting)], 100, after), cancellation);
        var now = time.GetUtcNow();

        // A clock that was set back must not keep what it dated before.
        return ([.. page.Items.Select(s => s.Value).Where(d => d.Pending.Count > 0 && (d.Pending[0].At <= now - age || d.Pending[0].At > now)).Select(d => d.Key)], page.Next);
    }

    public async Task<Outcome<Done>> SettleAsync(Guid id, CancellationToken cancellation) =>
        await documents.FindAsync(type, id, cancellation) is { } stored ? (await SettleAsync(stored)).Map(_ => default(Done)) : default(Done);

    /// <summary>Not cancelled with the request: what is decided is carried out even when nobody waits for the answer.</summary>
    private async Task<Outcome<T>> SettleAsync(Stored<T> stored)
    {
        if (stored.Value.Pending is not [.., var last]) return stored.Value;
        using var deadline = new CancellationTokenSource(SettleWithin, time);
        try
        {
            if (await DoAsync(stored.Value, deadline.Token) is { } refusal) return refusal;
            return await StrikeOffAsync(stored, last.Number, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return Refusal.OutcomeUnknown;
        }
    }

    private async Task<Outcome<T>> StrikeOffAsync(Stored<T> stored, long applied, CancellationToken cancellation)
    {
        while (true)
        {
            if (stored.Value.Pending.All(s => s.Number > applied)) return stored.Value;
            var settled = stored.Value with { Pending = [.. stored.Value.Pending.Where(s => s.Number > applied)] };
            if (await documents.ReplaceAsync(type, settled, stored.Version, quiet: true, cancellation) == WriteOutcome.Written) return settled;
            await BackOffAsync(cancellation);
            stored = await documents.FindAsync(type, stored.Value.Key, cancellation) ?? throw new InvalidOperationException("A document with steps to be done is gone.");
        }
    }

    /// <summary>Does all that is pending in the document, in order; a refusal leaves it pending.</summary>
    protected abstract Task<Refusal?> DoAsync(T document, CancellationToken cancellation);

    private Task BackOffAsync(CancellationToken cancellation) => Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 51)), time, cancellation);
}
