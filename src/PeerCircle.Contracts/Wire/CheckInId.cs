using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A check-in on a goal.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<CheckInId>))]
public readonly record struct CheckInId(Guid Value) : ITypedId<CheckInId>
{
    public static CheckInId From(Guid value) => new(value);

    /// <summary>Reads the hyphenated form; what route parameters are bound by.</summary>
    public static bool TryParse(string? text, out CheckInId id) => TypedId.TryParse(text, out id);

    public override string ToString() => TypedId.Text(this);
}
