using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Rooms;

/// <summary>Advice rooms: everyone may find and join them. Every refusal is a <see cref="PeerCircleException"/> under its code.</summary>
public sealed class RoomsApi
{
    private readonly WireHttp _http;

    internal RoomsApi(WireHttp http) => _http = http;

    /// <summary>With an id of one's own (version 7) a repeated call answers the same room.</summary>
    public Task<RoomFacts> CreateAsync(RoomBody room, CancellationToken cancellation) => _http.SendAsync<RoomFacts>(HttpMethod.Post, "rooms", room, cancellation);

    /// <summary>One page of all rooms; every word of <paramref name="query"/> begins a word. <paramref name="next"/> is that of the page before.</summary>
    public Task<ListOf<RoomFacts>> ListAsync(string? query, string? tag, string? next, CancellationToken cancellation) =>
        _http.GetAsync<ListOf<RoomFacts>>(new Query("rooms").With("query", query).With("tag", tag).With("next", next).ToString(), cancellation);

    public Task<RoomFacts> GetAsync(RoomId room, CancellationToken cancellation) => _http.GetAsync<RoomFacts>($"rooms/{room}", cancellation);

    /// <summary>Its creator.</summary>
    public Task<RoomFacts> ChangeAsync(RoomId room, RoomPatch change, CancellationToken cancellation) =>
        _http.SendAsync<RoomFacts>(HttpMethod.Patch, $"rooms/{room}", change, cancellation);

    /// <summary>When answered, one's connections are subscribed.</summary>
    public Task<RoomFacts> JoinAsync(RoomId room, CancellationToken cancellation) => _http.SendAsync<RoomFacts>(HttpMethod.Post, $"rooms/{room}/join", null, cancellation);

    /// <summary>Done also when one was not in.</summary>
    public Task LeaveAsync(RoomId room, CancellationToken cancellation) => _http.SendAsync(HttpMethod.Post, $"rooms/{room}/leave", null, cancellation);
}
