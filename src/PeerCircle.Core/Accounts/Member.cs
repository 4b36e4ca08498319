using System.Text.Json.Serialization;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;
using PeerCircle.Core.Texts;

namespace PeerCircle.Core.Accounts;

/// <summary>
/// An account. Whether its member is an administrator is not said here but in <see cref="Network"/>, so that there is never a last
/// one to lose; <see cref="Role"/> is what the member is besides.
/// </summary>
public sealed record Member : Document
{
    public static DocumentType<Member> Type { get; } = new(
        "member",
        AccountsJson.Default.Member,
        m => m.Id.Value,
        m => Clean.Folded(m.DisplayName),
        new Dictionary<string, Func<Member, string?>> { ["email"] = m => m.EmailKey, ["reset"] = m => m.Reset?.TokenHash },
        new Dictionary<string, Func<Member, IEnumerable<string>>>
        {
            ["word"] = m => Clean.Words(m.DisplayName, m.Headline, m.WorkingTowards, m.Field, m.Organisation),
            ["mentor"] = m => m.Mentor is { Open: true } && !m.Deactivated ? ["open"] : [],
            ["topic"] = m => m.Mentor?.Topics.Select(Clean.Folded).Distinct(StringComparer.Ordinal) ?? [],
            ["field"] = m => m.Field is { } field ? [Clean.Folded(field)] : [],
            ["organisation"] = m => m.Organisation is { } organisation ? [Clean.Folded(organisation)] : [],
            ["pending"] = m => m.Pending is null ? [] : ["yes"],
        });

    public required MemberId Id { get; init; }

    /// <summary>As it was written; <see cref="EmailKey"/> is what is compared.</summary>
    public required string Email { get; init; }

    public required string EmailKey { get; init; }

    public required string DisplayName { get; init; }

    public string? Headline { get; init; }

    public string? WorkingTowards { get; init; }

    public string? Field { get; init; }

    public string? Organisation { get; init; }

    public string? TimeZone { get; init; }

    /// <summary>The zone their days are counted in; UTC until they name one.</summary>
    [JsonIgnore]
    public TimeZoneInfo Zone => TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    public Mentor? Mentor { get; init; }

    public QuietHours? QuietHours { get; init; }

    /// <summary><see cref="MemberRole.Member"/> or <see cref="MemberRole.Moderator"/>.</summary>
    public MemberRole Role { get; init; }

    public bool Deactivated { get; init; }

    public required string PasswordHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Grows when all sessions end at once. A session of an earlier era is over, except <see cref="KeptSession"/>.</summary>
    public int Era { get; init; }

    /// <summary>The session that changed the password and outlives its era.</summary>
    public SessionId? KeptSession { get; init; }

    /// <summary>The wins feed's seq at sign-up: read up to there, until a participation says otherwise.</summary>
    public long WinsReadSeq { get; init; }

    public PasswordResetGrant? Reset { get; init; }

    /// <summary>What is decided and not yet carried out beyond this document.</summary>
    public PendingWork? Pending { get; init; }

    /// <summary>The form in which e-mail addresses are compared.</summary>
    public static string KeyOf(string email) => Clean.Line(email).ToLowerInvariant();

    public bool Admits(Session session) => !Deactivated && (session.Era == Era || session.Id == KeptSession);
}

/// <summary>A reset link that an administrator made; a newer one takes its place.</summary>
public sealed record PasswordResetGrant(string TokenHash, DateTimeOffset ExpiresAt);
