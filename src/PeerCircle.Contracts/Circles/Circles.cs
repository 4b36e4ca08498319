using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Circles;

public sealed record CircleBody(string Name, string Purpose, CircleId? Id = null, int? Capacity = null);

public sealed record CirclePatch(string? Name = null, string? Purpose = null, int? Capacity = null);

/// <summary>A circle as its members see it. Capacity 2–200 counts every member.</summary>
public sealed record CircleFacts(
    CircleId Id,
    ConversationId ConversationId,
    string Name,
    string Purpose,
    int Capacity,
    IReadOnlyList<CircleMember> Members,
    DateTimeOffset CreatedAt);

public sealed record CircleMember(MemberId MemberId, ParticipantRole Role, DateTimeOffset JoinedAt);

public sealed record CircleRolePatch(ParticipantRole Role);

public sealed record InviteBody(int? MaxUses = null, int? ExpiresInHours = null);

/// <summary>A new invite: the only time its token is shown.</summary>
public sealed record InviteMade(InviteId Id, string Token, string Url, int MaxUses, DateTimeOffset ExpiresAt);

public sealed record InviteFacts(InviteId Id, int Uses, int MaxUses, DateTimeOffset ExpiresAt, DateTimeOffset CreatedAt);

/// <summary>What an invite shows to whoever holds it, signed in or not.</summary>
public sealed record InviteView(string CircleName);
