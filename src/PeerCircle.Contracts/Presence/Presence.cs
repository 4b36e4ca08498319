using MessagePack;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Presence;

/// <summary>Of all of a member's connections the most present one counts.</summary>
public enum PresenceState { Online, Away, Offline }

/// <summary>How present a member is.</summary>
[MessagePackObject]
public sealed record MemberPresence([property: Key("memberId")] MemberId MemberId, [property: Key("state")] PresenceState State);

/// <summary>Whose presence the connection is to be told from now on, instead of those before: at most 200. Who shares no circle, room or direct with one is left out.</summary>
[MessagePackObject]
public sealed record WatchCall([property: Key("memberIds")] IReadOnlyList<MemberId> MemberIds);

/// <summary>How present those are that are watched now.</summary>
[MessagePackObject]
public sealed record WatchAnswer([property: Key("presence")] IReadOnlyList<MemberPresence> Presence);

/// <summary>How present one is by this connection; never <see cref="PresenceState.Offline"/>. A new connection is online.</summary>
[MessagePackObject]
public sealed record SetPresenceCall([property: Key("state")] PresenceState State);
