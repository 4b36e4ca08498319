using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Accounts;

/// <summary>Accounts, sessions and members. Every refusal is a <see cref="PeerCircleException"/> under its code.</summary>
public sealed class AccountsApi
{
    private readonly WireHttp _http;

    internal AccountsApi(WireHttp http) => _http = http;

    /// <summary>Version, who may sign up, and the limits a client must know; signed out too.</summary>
    public Task<ServerFacts> ServerAsync(CancellationToken cancellation) => _http.GetAsync<ServerFacts>("server", cancellation);

    /// <summary>Makes an account; it does not sign in. An invite token joins its circle.</summary>
    public Task<MemberFacts> SignUpAsync(SignUpBody account, CancellationToken cancellation) =>
        _http.SendAsync<MemberFacts>(HttpMethod.Post, "accounts", account, cancellation);

    /// <summary>Begins a session. Every wrong account, password or lock-out is <c>auth.failed</c>.</summary>
    public Task<SignedIn> SignInAsync(SignInBody credentials, CancellationToken cancellation) =>
        _http.SendAsync<SignedIn>(HttpMethod.Post, "sessions", credentials, cancellation);

    /// <summary>Ends the present session and closes its connections.</summary>
    public Task SignOutAsync(CancellationToken cancellation) => _http.SendAsync(HttpMethod.Delete, "sessions/current", null, cancellation);

    /// <summary>One's own sessions.</summary>
    public Task<IReadOnlyList<SessionFacts>> SessionsAsync(CancellationToken cancellation) => _http.AllAsync<SessionFacts>(new Query("sessions"), cancellation);

    public Task EndSessionAsync(SessionId session, CancellationToken cancellation) => _http.SendAsync(HttpMethod.Delete, $"sessions/{session}", null, cancellation);

    /// <summary>Changes one's password and ends all other sessions.</summary>
    public Task ChangePasswordAsync(string current, string replacement, CancellationToken cancellation) =>
        _http.SendAsync(HttpMethod.Put, "me/password", new PasswordChangeBody(current, replacement), cancellation);

    /// <summary>Administrators: a link that sets a new password, once, within 24 hours.</summary>
    public Task<PasswordResetLink> CreatePasswordResetAsync(MemberId member, CancellationToken cancellation) =>
        _http.SendAsync<PasswordResetLink>(HttpMethod.Post, $"members/{member}/password-reset", null, cancellation);

    /// <summary>Sets the password by the token of a reset link and ends all sessions of the member.</summary>
    public Task ResetPasswordAsync(string token, string password, CancellationToken cancellation) =>
        _http.SendAsync(HttpMethod.Post, $"password-resets/{Uri.EscapeDataString(token)}", new PasswordResetBody(password), cancellation);

    /// <summary>Oneself; <c>auth.required</c> says that the session is over.</summary>
    public Task<MemberFacts> MeAsync(CancellationToken cancellation) => _http.GetAsync<MemberFacts>("me", cancellation);

    /// <summary>Absent members stay as they are, an empty text clears, a list is replaced as a whole.</summary>
    public Task<MemberFacts> ChangeMeAsync(ProfilePatch change, CancellationToken cancellation) => _http.SendAsync<MemberFacts>(HttpMethod.Patch, "me", change, cancellation);

    public Task<MemberFacts> MemberAsync(MemberId member, CancellationToken cancellation) => _http.GetAsync<MemberFacts>($"members/{member}", cancellation);

    /// <summary>One page of the network's members by display name; <paramref name="next"/> is that of the page before.</summary>
    public Task<ListOf<MemberFacts>> MembersAsync(MemberQuery query, string? next, CancellationToken cancellation) =>
        _http.GetAsync<ListOf<MemberFacts>>(query.Path().With("next", next).ToString(), cancellation);

    /// <summary>Those of the ids that exist, in no order; any number of ids, asked by the hundred.</summary>
    public async Task<IReadOnlyList<MemberFacts>> MembersByIdAsync(IEnumerable<MemberId> members, CancellationToken cancellation)
    {
        var found = new List<MemberFacts>();
        foreach (var some in members.Distinct().Chunk(100))
            found.AddRange(await _http.AllAsync<MemberFacts>(new Query("members").With("ids", string.Join(',', some)).With("limit", 100), cancellation).ConfigureAwait(false));
        return found;
    }

    /// <summary>Administrators; never the last administrator.</summary>
    public Task<MemberFacts> SetRoleAsync(MemberId member, MemberRole role, CancellationToken cancellation) =>
        _http.SendAsync<MemberFacts>(HttpMethod.Patch, $"members/{member}", new RolePatch(role), cancellation);

    /// <summary>Administrators; ends all sessions of the member.</summary>
    public Task DeactivateAsync(MemberId member, CancellationToken cancellation) => _http.SendAsync(HttpMethod.Post, $"members/{member}/deactivate", null, cancellation);

    /// <summary>Administrators.</summary>
    public Task ReactivateAsync(MemberId member, CancellationToken cancellation) => _http.SendAsync(HttpMethod.Post, $"members/{member}/reactivate", null, cancellation);
}

/// <summary>
/// Which members: every word of <paramref name="Query"/> begins a word of name, headline, <c>WorkingTowards</c>, field or organisation;
/// <paramref name="Topic"/>, <paramref name="Field"/> and <paramref name="Organisation"/> are equal. Case and accents are ignored.
/// </summary>
public sealed record MemberQuery(string? Query = null, bool Mentor = false, string? Topic = null, string? Field = null, string? Organisation = null, int? Limit = null)
{
    internal Query Path() => new Query("members")
        .With("query", Query).With("mentor", Mentor ? "true" : null).With("topic", Topic).With("field", Field).With("organisation", Organisation).With("limit", Limit);
}
