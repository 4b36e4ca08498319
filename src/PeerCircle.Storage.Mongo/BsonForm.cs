using System.Text.Json;
using MongoDB.Bson;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Storage.Mongo;

/// <summary>Single values as they are stored: ids as UUIDs in standard byte order, which sorts like their text; times as whole milliseconds.</summary>
internal static class BsonForm
{
    public static BsonBinaryData Id(Guid value) => new(value, GuidRepresentation.Standard);

    public static BsonBinaryData Id<T>(T id) where T : struct, ITypedId<T> => Id(id.Value);

    public static BsonArray Ids<T>(IEnumerable<T> ids) where T : struct, ITypedId<T> => new(ids.Select(Id));

    public static Guid Guid(BsonValue value) => value.AsBsonBinaryData.ToGuid(GuidRepresentation.Standard);

    public static T Id<T>(BsonValue value) where T : struct, ITypedId<T> => T.From(Guid(value));

    public static T? MaybeId<T>(BsonDocument document, string name) where T : struct, ITypedId<T> =>
        document.TryGetValue(name, out var value) ? Id<T>(value) : null;

    public static IReadOnlyList<T> Ids<T>(BsonDocument document, string name) where T : struct, ITypedId<T> =>
        document.TryGetValue(name, out var value) ? [.. value.AsBsonArray.Select(Id<T>)] : [];

    public static BsonDateTime Time(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());

    public static DateTimeOffset Time(BsonValue value) => DateTimeOffset.FromUnixTimeMilliseconds(value.AsBsonDateTime.MillisecondsSinceEpoch);

    public static DateTimeOffset? MaybeTime(BsonDocument document, string name) => document.TryGetValue(name, out var value) ? Time(value) : null;

    /// <summary>Enumerations are kept by name: their numbers may move.</summary>
    public static string Name<T>(T value) where T : struct, Enum => Names<T>.Of[value];

    public static T Enumeration<T>(BsonValue value) where T : struct, Enum => Names<T>.Values[value.AsString];

    private static class Names<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of = Enum.GetValues<T>().ToDictionary(v => v, v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()));
        public static readonly Dictionary<string, T> Values = Of.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);
    }
}
