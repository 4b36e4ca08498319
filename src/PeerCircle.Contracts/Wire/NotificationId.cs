using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>Something in a member's inbox.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<NotificationId>))]
public readonly record struct NotificationId(Guid Value) : ITypedId<NotificationId>
{
    public static NotificationId From(Guid value) => new(value);

    /// <summary>Reads the hyphenated form; what route parameters are bound by.</summary>
    public static bool TryParse(string? text, out NotificationId id) => TypedId.TryParse(text, out id);

    public override string ToString() => TypedId.Text(this);
}
