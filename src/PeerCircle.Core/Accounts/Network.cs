using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Accounts;

/// <summary>The network as a whole: one document, made by the first account. It has at least one administrator, always.</summary>
public sealed record Network : Document
{
    public static Guid TheId { get; } = DerivedId.From("network");

    public static DocumentType<Network> Type { get; } = new(
        "network",
        AccountsJson.Default.Network,
        _ => TheId,
        _ => "",
        new Dictionary<string, Func<Network, string?>>(),
        new Dictionary<string, Func<Network, IEnumerable<string>>>());

    public required IReadOnlyList<MemberId> Administrators { get; init; }
}
