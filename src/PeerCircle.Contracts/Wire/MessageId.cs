using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A message, unique within its conversation; made by its author's client.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<MessageId>))]
public readonly record struct MessageId(Guid Value) : ITypedId<MessageId>
{
    public static MessageId From(Guid value) => new(value);

    public override string ToString() => TypedId.Text(this);
}
