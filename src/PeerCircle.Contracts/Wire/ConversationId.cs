using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>A conversation: of a circle, a room, a pair, or the wins feed.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<ConversationId>))]
public readonly record struct ConversationId(Guid Value) : ITypedId<ConversationId>
{
    public static ConversationId From(Guid value) => new(value);

    /// <summary>Reads the hyphenated form; what route parameters are bound by.</summary>
    public static bool TryParse(string? text, out ConversationId id) => TypedId.TryParse(text, out id);

    public override string ToString() => TypedId.Text(this);
}
