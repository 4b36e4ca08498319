using System.Text.Json;
using System.Text.Json.Serialization;

namespace PeerCircle.Core.Storage;

/// <summary>A small aggregate kept whole. Members that this version does not know are kept and written back.</summary>
public abstract record Document
{
    // Not init-only: source-generated metadata would make it a parameter of the constructor, which extension data may not be.
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A document with the version a replacement must name, and when it last changed by the store's clock.</summary>
public sealed record Stored<T>(T Value, long Version, DateTimeOffset ChangedAt) where T : Document;
