using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Accounts;

/// <summary>What a member may do in the network as a whole; it gives no access to a conversation.</summary>
public enum MemberRole { Member, Moderator, Administrator }

/// <summary>How the opaque token travels: in a cookie, or in the answer for the caller to keep.</summary>
public enum SessionKind { Cookie, Token }

/// <summary>Who may sign up.</summary>
public enum Registration { Open, Invite, Closed }

public sealed record Mentor(bool Open, IReadOnlyList<string> Topics);

/// <summary>Local times of day as <c>HH:mm</c>; may span midnight.</summary>
public sealed record QuietHours(string From, string To);

/// <summary>A member as everyone sees them; <see cref="Email"/> and <see cref="QuietHours"/> only on oneself.</summary>
public sealed record MemberFacts
{
    public required MemberId Id { get; init; }

    public required string DisplayName { get; init; }

    public string? Headline { get; init; }

    /// <summary>What they work towards, in one line.</summary>
    public string? WorkingTowards { get; init; }

    public string? Field { get; init; }

    public string? Organisation { get; init; }

    public string? TimeZone { get; init; }

    public Mentor? Mentor { get; init; }

    public required MemberRole Role { get; init; }

    public bool? Deactivated { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? Email { get; init; }

    public QuietHours? QuietHours { get; init; }
}

public sealed record SignUpBody(string Email, string Password, string DisplayName, string? InviteToken = null, string? SetupCode = null);

public sealed record SignInBody(string Email, string Password, SessionKind Kind);

/// <summary>Who signed in. <paramref name="Token"/> only for kind <c>token</c>.</summary>
public sealed record SignedIn(MemberFacts Member, string? Token, DateTimeOffset ExpiresAt);

public sealed record SessionFacts(SessionId Id, SessionKind Kind, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string? UserAgent, bool Current);

public sealed record PasswordChangeBody(string Current, string New);

/// <summary>Shown once, to the administrator who asked for it.</summary>
public sealed record PasswordResetLink(string Url, DateTimeOffset ExpiresAt);

public sealed record PasswordResetBody(string Password);

/// <summary>Absent leaves as it is; an empty text clears an optional member; lists are replaced as a whole.</summary>
public sealed record ProfilePatch(
    string? DisplayName = null,
    string? Headline = null,
    string? Field = null,
    string? Organisation = null,
    string? TimeZone = null,
    Mentor? Mentor = null,
    QuietHours? QuietHours = null,
    string? WorkingTowards = null);

public sealed record RolePatch(MemberRole Role);

public sealed record ServerFacts(string Version, Registration Registration, bool SetupRequired, ServerLimits Limits, ServerHealth? Health = null);

/// <summary>Limits that a client must know, in UTF-16 code units and bytes.</summary>
public sealed record ServerLimits(int MessageCharacters, int FrameBytes, int NameCharacters);

/// <summary>For administrators: <c>ok</c>, <c>unavailable</c> or, for Redis, <c>off</c>.</summary>
public sealed record ServerHealth(string Store, string Redis);
