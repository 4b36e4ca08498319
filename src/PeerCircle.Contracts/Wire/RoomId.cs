using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>An advice room.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<RoomId>))]
public readonly record struct RoomId(Guid Value) : ITypedId<RoomId>
{
    public static RoomId From(Guid value) => new(value);

    /// <summary>Reads the hyphenated form; what route parameters are bound by.</summary>
    public static bool TryParse(string? text, out RoomId id) => TypedId.TryParse(text, out id);

    public override string ToString() => TypedId.Text(this);
}
