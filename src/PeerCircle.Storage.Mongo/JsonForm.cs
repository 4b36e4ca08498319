using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MongoDB.Bson;

namespace PeerCircle.Storage.Mongo;

/// <summary>
/// Values that are kept as their JSON metadata has them, members of other versions included, in BSON of the same shape. Numbers come
/// back as they were written: whole ones as 64 bits, others as a double or, where that says something else, as a decimal.
/// </summary>
internal static class JsonForm
{
    public static BsonDocument Write<T>(T value, JsonTypeInfo<T> type) => (BsonDocument)ToBson(JsonSerializer.SerializeToElement(value, type));

    public static T Read<T>(BsonDocument document, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) ToJson(writer, document);
        return JsonSerializer.Deserialize(buffer.WrittenSpan, type) ?? throw new InvalidDataException($"A stored {typeof(T).Name} is null.");
    }

    private static BsonValue ToBson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new BsonDocument(element.EnumerateObject().Select(member => new BsonElement(member.Name, ToBson(member.Value)))),
        JsonValueKind.Array => new BsonArray(element.EnumerateArray().Select(ToBson)),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => Number(element),
        JsonValueKind.True => BsonBoolean.True,
        JsonValueKind.False => BsonBoolean.False,
        _ => BsonNull.Value,
    };

    private static BsonValue Number(JsonElement element)
    {
        if (element.TryGetInt64(out var whole)) return whole;
        var number = element.GetDouble();
        var isExact = number.ToString("R", CultureInfo.InvariantCulture) == element.GetRawText();
        return !isExact && element.TryGetDecimal(out var precise) ? new BsonDecimal128(precise) : number;
    }

    private static void ToJson(Utf8JsonWriter writer, BsonValue value)
    {
        switch (value.BsonType)
        {
            case BsonType.Document: WriteObject(writer, value.AsBsonDocument); break;
            case BsonType.Array: WriteArray(writer, value.AsBsonArray); break;
            case BsonType.String: writer.WriteStringValue(value.AsString); break;
            case BsonType.Int32 or BsonType.Int64: writer.WriteNumberValue(value.ToInt64()); break;
            case BsonType.Double: writer.WriteNumberValue(value.AsDouble); break;
            case BsonType.Decimal128: writer.WriteNumberValue(Decimal128.ToDecimal(value.AsDecimal128)); break;
            case BsonType.Boolean: writer.WriteBooleanValue(value.AsBoolean); break;
            case BsonType.Null: writer.WriteNullValue(); break;
            default: throw new InvalidDataException($"A stored document holds a {value.BsonType}, which has no JSON form.");
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, BsonDocument document)
    {
        writer.WriteStartObject();
        foreach (var element in document)
        {
            writer.WritePropertyName(element.Name);
            ToJson(writer, element.Value);
        }
        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, BsonArray array)
    {
        writer.WriteStartArray();
        foreach (var item in array) ToJson(writer, item);
        writer.WriteEndArray();
    }
}
