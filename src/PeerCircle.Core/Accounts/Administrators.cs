using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Accounts;

/// <summary>Who administers the network: a compare-and-set on one document, so that the last one never goes.</summary>
public sealed class Administrators(IDocumentStore documents)
{
    private const int Attempts = 20;

    /// <summary>Null while the store has no account.</summary>
    public async Task<IReadOnlyList<MemberId>?> FindAsync(CancellationToken cancellation) =>
        (await documents.FindAsync(Network.Type, Network.TheId, cancellation))?.Value.Administrators;

    public async Task<bool> IncludeAsync(MemberId member, CancellationToken cancellation) =>
        await FindAsync(cancellation) is { } all && all.Contains(member);

    /// <summary>Makes the network with its first administrator, unless there is one.</summary>
    internal Task ClaimAsync(MemberId first, CancellationToken cancellation) =>
        documents.InsertAsync(Network.Type, new Network { Administrators = [first] }, cancellation);

    internal Task<Outcome<Done>> AppointAsync(MemberId member, CancellationToken cancellation) => ChangeAsync(
        all => all.Contains(member) ? all : [.. all, member], cancellation);

    /// <summary>Takes the administrator's place away; from one who has none, or is the last, nothing.</summary>
    internal Task<Outcome<Done>> RelieveAsync(MemberId member, CancellationToken cancellation) => ChangeAsync(
        all => all.Contains(member) ? [.. all.Where(a => a != member)] : all, cancellation);

    internal static Refusal LastOne { get; } = Refusal.Invalid("role", "the network's last administrator stays one. Appoint another first.");

    private async Task<Outcome<Done>> ChangeAsync(Func<IReadOnlyList<MemberId>, IReadOnlyList<MemberId>> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await documents.FindAsync(Network.Type, Network.TheId, cancellation) ?? throw new InvalidOperationException("The network has no administrator yet.");
            var changed = change(stored.Value.Administrators);
            if (ReferenceEquals(changed, stored.Value.Administrators)) return default(Done);
            if (changed.Count == 0) return LastOne;
            var network = stored.Value with { Administrators = changed };
            if (await documents.ReplaceAsync(Network.Type, network, stored.Version, quiet: false, cancellation) == WriteOutcome.Written) return default(Done);
        }
        throw new StoreUnavailableException("The network's document is changed by too many at once.");
    }
}
