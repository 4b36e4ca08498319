using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>An advice room.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<RoomId>))]
public readonly record struct RoomId(Guid Value) : ITypedId<RoomId>
{
    public static RoomId From(Guid value) => new(value);

    public override string ToString() => TypedId.Text(this);
}
