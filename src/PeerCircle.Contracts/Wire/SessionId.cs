using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A signed-in device; not its secret token.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<SessionId>))]
public readonly record struct SessionId(Guid Value) : ITypedId<SessionId>
{
    public static SessionId From(Guid value) => new(value);

    /// <summary>Reads the hyphenated form; what route parameters are bound by.</summary>
    public static bool TryParse(string? text, out SessionId id) => TypedId.TryParse(text, out id);

    public override string ToString() => TypedId.Text(this);
}
