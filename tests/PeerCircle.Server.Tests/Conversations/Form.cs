using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Tests.Conversations;

/// <summary>The two protocols of the hub.</summary>
public enum Wire
{
    Json,
    Pack,
}

/// <summary>One form for what travels in either protocol, so that tests see names, absence and texts as they are on the wire.</summary>
internal static class Form
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static JsonNode? Of(object? call) => call as JsonNode ?? JsonSerializer.SerializeToNode(call, Plain);

    /// <summary>As maps, lists and primitives, which MessagePack writes as they are.</summary>
    public static object? ToPack(JsonNode? node) => node switch
    {
        null => null,
        JsonObject members => members.ToDictionary(m => m.Key, m => ToPack(m.Value)),
        JsonArray items => items.Select(ToPack).ToList(),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        JsonValue value => value.GetValue<JsonElement>().GetInt64(),
        _ => throw new NotSupportedException(node.ToJsonString()),
    };

    public static JsonNode? FromPack(object? value) => value switch
    {
        null => null,
        // Nil equals absent.
        Dictionary<object, object?> members => new JsonObject(members.Where(m => m.Value is not null).Select(m => KeyValuePair.Create((string)m.Key, FromPack(m.Value)))),
        object?[] items => new JsonArray([.. items.Select(FromPack)]),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        byte or sbyte or short or ushort or int or uint or long or ulong => JsonValue.Create(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"{value.GetType()} has no place on the wire."),
    };

    public static T As<T>(JsonNode? node) => node.Deserialize<T>(WireJson.Tolerant) ?? throw new JsonException("Nothing there.");
}
