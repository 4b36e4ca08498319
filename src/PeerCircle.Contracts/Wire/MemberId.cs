using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A person with an account.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<MemberId>))]
public readonly record struct MemberId(Guid Value) : ITypedId<MemberId>
{
    public static MemberId From(Guid value) => new(value);

    /// <summary>Reads the hyphenated form; what route parameters are bound by.</summary>
    public static bool TryParse(string? text, out MemberId id) => TypedId.TryParse(text, out id);

    public override string ToString() => TypedId.Text(this);
}
