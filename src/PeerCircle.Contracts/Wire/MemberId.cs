using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A person with an account.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<MemberId>))]
public readonly record struct MemberId(Guid Value) : ITypedId<MemberId>
{
    public static MemberId From(Guid value) => new(value);

    public override string ToString() => TypedId.Text(this);
}
