using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A peer circle.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<CircleId>))]
public readonly record struct CircleId(Guid Value) : ITypedId<CircleId>
{
    public static CircleId From(Guid value) => new(value);

    /// <summary>Reads the hyphenated form; what route parameters are bound by.</summary>
    public static bool TryParse(string? text, out CircleId id) => TypedId.TryParse(text, out id);

    public override string ToString() => TypedId.Text(this);
}
