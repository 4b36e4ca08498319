using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Http;

/// <summary>Enumerations have a form of their own in JSON, which OpenAPI cannot find out by itself.</summary>
internal static class EnumerationSchemas
{
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (!type.IsEnum) return Task.CompletedTask;
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. Enumerations.Texts(type)];
        return Task.CompletedTask;
    }
}
