using System.Text.Json.Serialization;

namespace PeerCircle.Core.Circles;

/// <summary>How the documents of circles are kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Circle))]
[JsonSerializable(typeof(InviteToken))]
internal sealed partial class CircleJson : JsonSerializerContext;
