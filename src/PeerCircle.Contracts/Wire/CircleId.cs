using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A peer circle.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<CircleId>))]
public readonly record struct CircleId(Guid Value) : ITypedId<CircleId>
{
    public static CircleId From(Guid value) => new(value);

    public override string ToString() => TypedId.Text(this);
}
