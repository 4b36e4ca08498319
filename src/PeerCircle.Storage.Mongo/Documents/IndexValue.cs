using System.Text;
using MongoDB.Bson;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Mongo.Documents;

/// <summary>
/// Unique keys and index values of all kinds of documents live in one array each, as <c>type:name:value</c> under one index, so that
/// a new kind needs none of its own. Conditions are texts and ranges of texts, never patterns.
/// </summary>
internal static class IndexValue
{
    public static BsonArray Keys<T>(DocumentType<T> type, T document) where T : Document =>
        new(type.Keys.Select(key => (key.Key, Value: key.Value(document))).Where(key => key.Value is not null).Select(key => Text(type.Name, key.Key, key.Value ?? "")));

    public static BsonArray Indexes<T>(DocumentType<T> type, T document) where T : Document =>
        new(type.Indexes.SelectMany(index => index.Value(document).Distinct(StringComparer.Ordinal).Select(value => Text(type.Name, index.Key, value))));

    public static string Text(string type, string name, string value) => $"{type}:{name}:{value}";

    /// <summary>On an array both ends must hold for one element.</summary>
    public static BsonDocument Condition(string type, IndexMatch match)
    {
        var text = Text(type, match.Index, match.Value);
        return match.Prefix
            ? new BsonDocument("ix", new BsonDocument("$elemMatch", new BsonDocument { { "$gte", text }, { "$lt", After(text) } }))
            : new BsonDocument("ix", new BsonString(text));
    }

    /// <summary>The first text, in order of UTF-8, after all that begin with the given one, which is not empty.</summary>
    private static string After(string prefix)
    {
        var runes = prefix.EnumerateRunes().ToList();
        while (runes[^1].Value == 0x10FFFF) runes.RemoveAt(runes.Count - 1);
        var next = runes[^1].Value == 0xD7FF ? 0xE000 : runes[^1].Value + 1;
        runes[^1] = new Rune(next);
        return string.Concat(runes);
    }
}
