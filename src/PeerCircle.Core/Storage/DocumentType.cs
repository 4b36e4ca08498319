using System.Text.Json.Serialization.Metadata;

namespace PeerCircle.Core.Storage;

/// <summary>
/// What a store must know of a kind of document; declared once, beside the document. A new kind needs no adapter code.
/// </summary>
/// <param name="Name">Lasting name of the kind, a lower-case word.</param>
/// <param name="Json">How its body is read and written.</param>
/// <param name="Id">Its id; never changes.</param>
/// <param name="Sort">Order of its lists, compared by UTF-16-independent ordinal order of UTF-8; ties by id.</param>
/// <param name="Keys">Names of unique keys, and the value of each, null where a document has none.</param>
/// <param name="Indexes">Names of indexes, and the values under which a document is found; several for a multi-valued one.</param>
public sealed record DocumentType<T>(
    string Name,
    JsonTypeInfo<T> Json,
    Func<T, Guid> Id,
    Func<T, string> Sort,
    IReadOnlyDictionary<string, Func<T, string?>> Keys,
    IReadOnlyDictionary<string, Func<T, IEnumerable<string>>> Indexes) where T : Document;

/// <summary>One condition of a list: some value under the index equals the text, or begins with it.</summary>
public sealed record IndexMatch(string Index, string Value, bool Prefix = false);

/// <summary>A list: documents for which every condition holds (none: all), in the order of the type's sort, ties by id.</summary>
/// <param name="After">The <see cref="DocumentPage{T}.Next"/> of the page before. One that this store did not make is refused with <see cref="FormatException"/>.</param>
public sealed record DocumentQuery(IReadOnlyList<IndexMatch> Where, int Limit, string? After = null, bool Descending = false);

/// <summary>One page; <paramref name="Next"/> is opaque and absent on the last.</summary>
public sealed record DocumentPage<T>(IReadOnlyList<Stored<T>> Items, string? Next) where T : Document;
