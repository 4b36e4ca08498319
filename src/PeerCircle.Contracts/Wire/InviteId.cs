using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>An invite to a circle; not its secret token.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<InviteId>))]
public readonly record struct InviteId(Guid Value) : ITypedId<InviteId>
{
    public static InviteId From(Guid value) => new(value);

    /// <summary>Reads the hyphenated form; what route parameters are bound by.</summary>
    public static bool TryParse(string? text, out InviteId id) => TypedId.TryParse(text, out id);

    public override string ToString() => TypedId.Text(this);
}
