using System.Text.Json;
using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>The one converter of all typed ids, as values and as names of members.</summary>
public sealed class TypedIdJsonConverter<T> : JsonConverter<T> where T : struct, ITypedId<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(reader.GetString()) : throw new JsonException("An id is text.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(TypedId.Text(value));

    private static T Parse(string? text) => TypedId.TryParse<T>(text, out var id) ? id : throw new JsonException("An id is a UUID in hyphenated text.");
}
