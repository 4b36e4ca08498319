using System.Text.Json.Serialization;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Demo;

/// <summary>Says of a store that the demo network is its content. Written before everything else, so that a half-filled store says so too.</summary>
internal sealed record DemoMark : Document
{
    public static Guid TheId { get; } = DerivedId.From("demo");

    public static DocumentType<DemoMark> Type { get; } = new(
        "demo",
        DemoJson.Default.DemoMark,
        _ => TheId,
        _ => "",
        new Dictionary<string, Func<DemoMark, string?>>(),
        new Dictionary<string, Func<DemoMark, IEnumerable<string>>>());

    /// <summary>
    /// Made up for this store, and kept readable so that it can be shown again: a store of invented people has nothing to protect but
    /// itself, and there must be no password that opens every demo.
    /// </summary>
    public required string Password { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>Absent while it is being filled, and for good if that was interrupted.</summary>
    public DateTimeOffset? FilledAt { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DemoMark))]
internal sealed partial class DemoJson : JsonSerializerContext;
