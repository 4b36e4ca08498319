using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Rooms;

public sealed record RoomBody(string Name, string Topic, IReadOnlyList<string> Tags, RoomId? Id = null);

public sealed record RoomPatch(string? Name = null, string? Topic = null, IReadOnlyList<string>? Tags = null);

/// <summary>An advice room; everyone may find and join it, and to read is to have joined.</summary>
public sealed record RoomFacts(
    RoomId Id,
    ConversationId ConversationId,
    string Name,
    string Topic,
    IReadOnlyList<string> Tags,
    int MemberCount,
    bool Joined,
    DateTimeOffset CreatedAt);
