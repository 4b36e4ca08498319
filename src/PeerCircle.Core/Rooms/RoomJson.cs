using System.Text.Json.Serialization;

namespace PeerCircle.Core.Rooms;

/// <summary>How the documents of rooms are kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Room))]
internal sealed partial class RoomJson : JsonSerializerContext;
