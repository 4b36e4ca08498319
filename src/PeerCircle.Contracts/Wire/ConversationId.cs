using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A conversation: of a circle, a room, a pair, or the wins feed.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<ConversationId>))]
public readonly record struct ConversationId(Guid Value) : ITypedId<ConversationId>
{
    public static ConversationId From(Guid value) => new(value);

    public override string ToString() => TypedId.Text(this);
}
