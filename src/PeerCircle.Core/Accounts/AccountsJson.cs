using System.Text.Json.Serialization;

namespace PeerCircle.Core.Accounts;

/// <summary>How the documents of accounts are kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(Network))]
[JsonSerializable(typeof(Audit))]
[JsonSerializable(typeof(Lockout))]
internal sealed partial class AccountsJson : JsonSerializerContext;
