using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Accounts;

/// <summary>Failed sign-ins of one account from one address. Kept for unknown accounts too: they must not look different.</summary>
public sealed record Lockout : Document
{
    public static DocumentType<Lockout> Type { get; } = new(
        "lockout",
        AccountsJson.Default.Lockout,
        l => l.Id,
        _ => "",
        new Dictionary<string, Func<Lockout, string?>>(),
        new Dictionary<string, Func<Lockout, IEnumerable<string>>> { ["account"] = l => [l.AccountHash] });

    /// <summary>Derived from account and address.</summary>
    public required Guid Id { get; init; }

    /// <summary>Hash of the account's e-mail key: what strangers typed is not kept in the clear.</summary>
    public required string AccountHash { get; init; }

    public required int Failures { get; init; }

    public required DateTimeOffset LastFailureAt { get; init; }
}
