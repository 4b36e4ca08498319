using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Circles;

/// <summary>
/// Leads from an invite's token, of which only the hash is kept, to its circle. Written before the invite and kept for good, so
/// that an invite that is gone is told from one that never was.
/// </summary>
public sealed record InviteToken : Document
{
    public static DocumentType<InviteToken> Type { get; } = new(
        "invite",
        CircleJson.Default.InviteToken,
        t => t.Id.Value,
        t => t.Hash,
        new Dictionary<string, Func<InviteToken, string?>> { [HashKey] = t => t.Hash },
        new Dictionary<string, Func<InviteToken, IEnumerable<string>>>());

    public const string HashKey = "hash";

    public required InviteId Id { get; init; }

    public required CircleId Circle { get; init; }

    public required string Hash { get; init; }
}
