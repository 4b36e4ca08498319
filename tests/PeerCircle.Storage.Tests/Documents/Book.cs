using System.Text.Json.Serialization;
using PeerCircle.Core.Storage;

namespace PeerCircle.Storage.Tests.Documents;

/// <summary>A document with everything a type can declare: a unique key that may be absent, and a multi-valued index.</summary>
public sealed record Book : Document
{
    public required Guid Id { get; init; }

    public string Title { get; init; } = "";

    public string? Isbn { get; init; }

    public string Shelf { get; init; } = "";

    public IReadOnlyList<string> Words { get; init; } = [];

    public int Loans { get; init; }

    public static DocumentType<Book> Type { get; } = new(
        "book",
        BookJson.Default.Book,
        book => book.Id,
        book => book.Title,
        new Dictionary<string, Func<Book, string?>> { ["isbn"] = book => book.Isbn },
        new Dictionary<string, Func<Book, IEnumerable<string>>> { ["word"] = book => book.Words, ["shelf"] = book => [book.Shelf] });

    public static Book Called(string title, params string[] words) => new() { Id = Guid.CreateVersion7(), Title = title, Words = words };
}

/// <summary>The same kind as an older program knows it.</summary>
public sealed record OldBook : Document
{
    public required Guid Id { get; init; }

    public string Title { get; init; } = "";

    public static DocumentType<OldBook> Type { get; } = new(
        "book", BookJson.Default.OldBook, book => book.Id, book => book.Title, new Dictionary<string, Func<OldBook, string?>>(), new Dictionary<string, Func<OldBook, IEnumerable<string>>>());
}

/// <summary>Another kind, to see that kinds do not meet.</summary>
public sealed record Leaflet : Document
{
    public required Guid Id { get; init; }

    public string Isbn { get; init; } = "";

    public static DocumentType<Leaflet> Type { get; } = new(
        "leaflet",
        BookJson.Default.Leaflet,
        leaflet => leaflet.Id,
        _ => "",
        new Dictionary<string, Func<Leaflet, string?>> { ["isbn"] = leaflet => leaflet.Isbn },
        new Dictionary<string, Func<Leaflet, IEnumerable<string>>> { ["word"] = _ => ["blue"] });
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Book))]
[JsonSerializable(typeof(OldBook))]
[JsonSerializable(typeof(Leaflet))]
internal sealed partial class BookJson : JsonSerializerContext;
