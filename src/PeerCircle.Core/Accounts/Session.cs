using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Accounts;

/// <summary>A signed-in device. An ended one stays for a while, so that every node learns of its end.</summary>
public sealed record Session : Document
{
    public static DocumentType<Session> Type { get; } = new(
        "session",
        AccountsJson.Default.Session,
        s => s.Id.Value,
        s => WireTime.Text(s.CreatedAt),
        new Dictionary<string, Func<Session, string?>> { ["token"] = s => s.EndReason is null ? s.TokenHash : null },
        new Dictionary<string, Func<Session, IEnumerable<string>>> { ["member"] = s => s.EndReason is null ? [s.MemberId.ToString()] : [] });

    public required SessionId Id { get; init; }

    public required MemberId MemberId { get; init; }

    public required string TokenHash { get; init; }

    public required SessionKind Kind { get; init; }

    /// <summary>The member's era when it began.</summary>
    public required int Era { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Follows use by up to a minute.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    public string? UserAgent { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public SessionEndReason? EndReason { get; init; }
}
