using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>An invite to a circle; not its secret token.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<InviteId>))]
public readonly record struct InviteId(Guid Value) : ITypedId<InviteId>
{
    public static InviteId From(Guid value) => new(value);

    public override string ToString() => TypedId.Text(this);
}
