using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>Ids of conversations follow from what they belong to, so that making one twice makes one.</summary>
public static class ConversationIds
{
    /// <summary>The network-wide feed.</summary>
    public static ConversationId Wins { get; } = new(DerivedId.From("conversation:wins"));

    public static ConversationId OfCircle(CircleId circle) => new(DerivedId.From($"conversation:circle:{circle}"));

    public static ConversationId OfRoom(RoomId room) => new(DerivedId.From($"conversation:room:{room}"));

    public static ConversationId OfPair(Pair pair) => new(DerivedId.From($"conversation:direct:{pair.First}:{pair.Second}"));
}
