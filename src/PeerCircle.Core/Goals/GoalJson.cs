using System.Text.Json.Serialization;

namespace PeerCircle.Core.Goals;

/// <summary>How the documents of goals are kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Goal))]
internal sealed partial class GoalJson : JsonSerializerContext;
