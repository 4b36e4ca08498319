using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Accounts;

/// <summary>What an administrator or moderator did: who, what, on whom, when. Only ever added.</summary>
public sealed record Audit : Document
{
    public static DocumentType<Audit> Type { get; } = new(
        "audit",
        AccountsJson.Default.Audit,
        a => a.Id,
        a => WireTime.Text(a.At),
        new Dictionary<string, Func<Audit, string?>>(),
        new Dictionary<string, Func<Audit, IEnumerable<string>>> { ["by"] = a => [a.By.ToString()], ["on"] = a => [a.On.ToString()] });

    public required Guid Id { get; init; }

    public required MemberId By { get; init; }

    /// <summary>For example <c>role.moderator</c>, <c>deactivate</c>, <c>passwordReset</c>.</summary>
    public required string What { get; init; }

    public required MemberId On { get; init; }

    public required DateTimeOffset At { get; init; }
}
