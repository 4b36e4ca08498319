using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A message, unique within its conversation; made by its author's client.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<MessageId>))]
public readonly record struct MessageId(Guid Value) : ITypedId<MessageId>
{
    public static MessageId From(Guid value) => new(value);

    /// <summary>Reads the hyphenated form; what route parameters are bound by.</summary>
    public static bool TryParse(string? text, out MessageId id) => TypedId.TryParse(text, out id);

    public override string ToString() => TypedId.Text(this);
}
