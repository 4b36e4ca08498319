using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Accounts;

/// <summary>Finding and changing the documents of members.</summary>
public sealed class Members(IDocumentStore documents)
{
    private const int Attempts = 20;

    public async Task<Member?> FindAsync(MemberId id, CancellationToken cancellation) => (await ReadAsync(id, cancellation))?.Value;

    /// <summary>Those that exist, in no order. At most 1,000 ids.</summary>
    public async Task<IReadOnlyList<Member>> FindManyAsync(IReadOnlyCollection<MemberId> ids, CancellationToken cancellation)
    {
        var found = await documents.FindManyAsync(Member.Type, [.. ids.Select(i => i.Value)], cancellation);
        return [.. found.Select(f => f.Value)];
    }

    internal Task<Stored<Member>?> ReadAsync(MemberId id, CancellationToken cancellation) => documents.FindAsync(Member.Type, id.Value, cancellation);

    internal async Task<Member?> FindByEmailAsync(string emailKey, CancellationToken cancellation) =>
        (await documents.FindByKeyAsync(Member.Type, "email", emailKey, cancellation))?.Value;

    internal async Task<Member?> FindByResetAsync(string tokenHash, CancellationToken cancellation) =>
        (await documents.FindByKeyAsync(Member.Type, "reset", tokenHash, cancellation))?.Value;

    /// <summary>
    /// Applies a change to the member as it is when written, repeating when another change came first. An equal one back
    /// means that nothing is to change.
    /// </summary>
    internal async Task<Outcome<Member>> ChangeAsync(MemberId id, Func<Member, Outcome<Member>> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await ReadAsync(id, cancellation) is not { } stored) return Refusal.NotFound;
            if (!change(stored.Value).TryGet(out var changed, out var refusal)) return refusal;
            if (changed.Equals(stored.Value)) return stored.Value;
            if (await documents.ReplaceAsync(Member.Type, changed, stored.Version, quiet: false, cancellation) == WriteOutcome.Written) return changed;
        }
        throw new StoreUnavailableException("A member's document is changed by too many at once.");
    }
}
