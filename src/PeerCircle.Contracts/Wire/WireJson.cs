using System.Text.Json;
using System.Text.Json.Serialization;

namespace PeerCircle.Contracts.Wire;

/// <summary>JSON as the contract has it: camelCase, absent values left out, enumerations as camelCase text.</summary>
public static class WireJson
{
    /// <summary>What a client uses: members it does not know are passed over, since the contract may grow.</summary>
    public static JsonSerializerOptions Tolerant { get; } = Frozen(Configure(new JsonSerializerOptions()));

    /// <summary>Applies the contract's form to the given options.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.MaxDepth = 16;
        options.Converters.Add(new EnumerationJsonConverter());
        options.Converters.Add(new WireTimeJsonConverter());
        options.TypeInfoResolverChain.Insert(0, WireJsonContext.Default);
        return options;
    }

    /// <summary>What a server uses on requests: unknown, doubled and missing members are errors.</summary>
    public static JsonSerializerOptions ConfigureStrict(JsonSerializerOptions options)
    {
        Configure(options);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectRequiredConstructorParameters = true;
        options.RespectNullableAnnotations = true;
        return options;
    }

    private static JsonSerializerOptions Frozen(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
