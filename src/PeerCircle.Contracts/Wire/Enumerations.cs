using System.Text.Json;
using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>Enumerations on the wire: camelCase text, exactly so; neither numbers, nor another case, nor several at once.</summary>
public static class Enumerations
{
    /// <summary>The texts of an enumeration, in the order of its values.</summary>
    public static IReadOnlyList<string> Texts(Type type) => [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];
}

internal static class Enumerations<T> where T : struct, Enum
{
    private static readonly Dictionary<T, string> Texts = Enum.GetValues<T>().ToDictionary(v => v, v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()));
    private static readonly Dictionary<string, T> Values = Texts.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

    public static string Text(T value) => Texts[value];

    public static bool TryParse(string? text, out T value)
    {
        value = default;
        return text is not null && Values.TryGetValue(text, out value);
    }
}

/// <summary>JSON form of <see cref="Enumerations"/>.</summary>
public sealed class EnumerationJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter?)Activator.CreateInstance(typeof(One<>).MakeGenericType(typeToConvert));

    private sealed class One<T> : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Enumerations<T>.TryParse(reader.GetString(), out var value) ? value : throw new JsonException("Unknown enumeration text.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Enumerations<T>.Text(value));
    }
}
