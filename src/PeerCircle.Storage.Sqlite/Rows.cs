using System.Collections.Frozen;
using System.Text.Json;

namespace PeerCircle.Storage.Sqlite;

/// <summary>What statements over many rows share.</summary>
internal static class Rows
{
    /// <summary>A set of ids as one value, for <c>IN (SELECT unhex(value) FROM json_each(…))</c>.</summary>
    public static string Set(IEnumerable<Guid> ids) => $"[{string.Join(',', ids.Select(id => $"\"{id:N}\""))}]";

    /// <summary>Guards the promise of the ports that no read is unbounded.</summary>
    public static IReadOnlyCollection<T> AtMost1000<T>(this IReadOnlyCollection<T> items) =>
        items.Count <= 1000 ? items : throw new ArgumentOutOfRangeException(nameof(items), items.Count, "At most 1,000 at once.");
}

/// <summary>Enumerations as the text that the wire contract fixes for them, so that their numbers are free to change.</summary>
internal static class EnumText<T> where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Texts = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, T> Values = Texts.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static string Text(T value) => Texts[value];

    public static T Value(string text) => Values.TryGetValue(text, out var value) ? value : throw new InvalidOperationException($"The store has a {typeof(T).Name} that this program does not know: {text}.");
}
