using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Circles;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Circles;

/// <summary>Peer circles, their seats and invites. Every refusal is a <see cref="PeerCircleException"/> under its code.</summary>
public sealed class CirclesApi
{
    private readonly WireHttp _http;

    internal CirclesApi(WireHttp http) => _http = http;

    /// <summary>Makes a circle of which one is host. With an id of one's own (version 7) a repeated call answers the same circle.</summary>
    public Task<CircleFacts> CreateAsync(CircleBody circle, CancellationToken cancellation) => _http.SendAsync<CircleFacts>(HttpMethod.Post, "circles", circle, cancellation);

    /// <summary>One's own circles.</summary>
    public Task<IReadOnlyList<CircleFacts>> ListAsync(CancellationToken cancellation) => _http.AllAsync<CircleFacts>(new Query("circles"), cancellation);

    public Task<CircleFacts> GetAsync(CircleId circle, CancellationToken cancellation) => _http.GetAsync<CircleFacts>($"circles/{circle}", cancellation);

    /// <summary>Hosts; the capacity not below the members.</summary>
    public Task<CircleFacts> ChangeAsync(CircleId circle, CirclePatch change, CancellationToken cancellation) =>
        _http.SendAsync<CircleFacts>(HttpMethod.Patch, $"circles/{circle}", change, cancellation);

    /// <summary>Oneself = leave; hosts remove others. Repeated after an answer was lost, <c>not_found</c> means done.</summary>
    public Task RemoveMemberAsync(CircleId circle, MemberId member, CancellationToken cancellation) =>
        _http.SendAsync(HttpMethod.Delete, $"circles/{circle}/members/{member}", null, cancellation);

    /// <summary>Hosts; demoting the last host is <c>request.invalid</c>.</summary>
    public Task<CircleFacts> SetRoleAsync(CircleId circle, MemberId member, ParticipantRole role, CancellationToken cancellation) =>
        _http.SendAsync<CircleFacts>(HttpMethod.Patch, $"circles/{circle}/members/{member}", new CircleRolePatch(role), cancellation);

    /// <summary>Hosts. The token is shown by this answer only; 200 uses and 168 hours unless said otherwise.</summary>
    public Task<InviteMade> InviteAsync(CircleId circle, InviteBody invite, CancellationToken cancellation) =>
        _http.SendAsync<InviteMade>(HttpMethod.Post, $"circles/{circle}/invites", invite, cancellation);

    /// <summary>Hosts: the invites that still work.</summary>
    public Task<IReadOnlyList<InviteFacts>> InvitesAsync(CircleId circle, CancellationToken cancellation) =>
        _http.AllAsync<InviteFacts>(new Query($"circles/{circle}/invites"), cancellation);

    public Task WithdrawInviteAsync(CircleId circle, InviteId invite, CancellationToken cancellation) =>
        _http.SendAsync(HttpMethod.Delete, $"circles/{circle}/invites/{invite}", null, cancellation);

    /// <summary>What an invite shows to whoever holds it, signed in or not.</summary>
    public Task<InviteView> ReadInviteAsync(string token, CancellationToken cancellation) => _http.GetAsync<InviteView>($"invites/{Uri.EscapeDataString(token)}", cancellation);

    /// <summary>Joins the circle; who is in already uses nothing up.</summary>
    public Task<CircleFacts> AcceptInviteAsync(string token, CancellationToken cancellation) =>
        _http.SendAsync<CircleFacts>(HttpMethod.Post, $"invites/{Uri.EscapeDataString(token)}/accept", null, cancellation);
}
