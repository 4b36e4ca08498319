using MessagePack;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Contracts.Conversations;

/// <summary>Pushes of this conversation were dropped: <c>Sync</c> it. <paramref name="Rev"/> is at least its head when that happened.</summary>
[MessagePackObject]
public sealed record Behind(
    [property: Key("conversationId")] ConversationId ConversationId,
    [property: Key("rev")] long Rev);

/// <summary>Events that have no numbers may have been lost: repeat the connect steps. Named keys, so that it is an empty map.</summary>
[MessagePackObject(keyAsPropertyName: true)]
public sealed record Resync;

/// <summary>The server is going away: connect again after this many milliseconds.</summary>
[MessagePackObject]
public sealed record Draining([property: Key("reconnectInMs")] long ReconnectInMs);
