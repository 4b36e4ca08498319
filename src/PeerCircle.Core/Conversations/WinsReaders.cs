using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Conversations;

/// <summary>Everyone takes part in the wins feed without joining; what a participation would say is kept with the member.</summary>
public sealed class WinsReaders(IStore store)
{
    private const int MostPerRead = 1_000;

    /// <summary>The feed's seq when the member signed up.</summary>
    public async Task<long> ReadSeqAtSignUpAsync(MemberId member, CancellationToken cancellation) =>
        (await store.Documents.FindAsync(Member.Type, member.Value, cancellation))?.Value.WinsReadSeq ?? 0;

    /// <summary>Those of the ids that are members.</summary>
    public async Task<IReadOnlyCollection<MemberId>> WhichExistAsync(IReadOnlyCollection<MemberId> members, CancellationToken cancellation)
    {
        var found = new List<MemberId>();
        foreach (var some in members.Select(m => m.Value).Chunk(MostPerRead))
        {
            found.AddRange((await store.Documents.FindManyAsync(Member.Type, some, cancellation)).Select(m => m.Value.Id));
        }
        return found;
    }
}
