using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A change of a goal's plan.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<ChangeId>))]
public readonly record struct ChangeId(Guid Value) : ITypedId<ChangeId>
{
    public static ChangeId From(Guid value) => new(value);

    /// <summary>Reads the hyphenated form; what route parameters are bound by.</summary>
    public static bool TryParse(string? text, out ChangeId id) => TypedId.TryParse(text, out id);

    public override string ToString() => TypedId.Text(this);
}
