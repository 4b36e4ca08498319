using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PeerCircle.Server.Tests.Sdk;

/// <summary>The OpenAPI document that the server publishes.</summary>
internal sealed partial class ApiDocument(JsonNode document)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    /// <summary>What can be called, by method and path, each parameter of a path as a star.</summary>
    public IReadOnlyDictionary<string, JsonNode> Operations { get; } = (
        from path in Members(document["paths"])
        from operation in Members(path.Value)
        where Methods.Contains(operation.Key)
        select (Call: $"{operation.Key.ToUpperInvariant()} {Parameter().Replace(path.Key, "*")}", operation.Value)).ToDictionary(o => o.Call, o => o.Value);

    public static IReadOnlySet<string> QueryNames(JsonNode operation) =>
        (operation["parameters"] as JsonArray ?? []).Where(p => Text(p?["in"]) == "query").Select(p => Text(p?["name"])).ToHashSet();

    public static JsonNode? Body(JsonNode operation) => operation["requestBody"]?["content"]?["application/json"]?["schema"];

    /// <summary>What it answers when all is well; none when that is nothing.</summary>
    public static JsonNode? Answer(JsonNode operation) => Members(operation["responses"]).First(r => r.Key.StartsWith('2')).Value["content"]?["application/json"]?["schema"];

    /// <summary>The names of fields of a schema, those within fields after a dot.</summary>
    public IEnumerable<string> Names(JsonNode? schema) =>
        schema is null ? [] : Members(Resolved(schema)["properties"]).SelectMany(p => Within(p.Key, Names(p.Value)));

    /// <summary>The same of a value.</summary>
    public static IEnumerable<string> NamesOf(JsonNode? value) => value is JsonObject ? Members(value).SelectMany(p => Within(p.Key, NamesOf(p.Value))) : [];

    /// <summary>A value with every field that a schema has, in TypeScript, of no narrower type than documented.</summary>
    public string Sample(JsonNode? schema, Func<string, bool> isLeftOut)
    {
        if (schema is null) return "undefined";
        var own = Resolved(schema);
        if (own["enum"] is JsonArray values) return $"oneOf({string.Join(", ", values.Where(v => v is not null).Select(v => v!.ToJsonString()))})";
        return TypeOf(own) switch
        {
            "string" => "text",
            "integer" or "number" => "number",
            "boolean" => "truth",
            "array" => own["items"] is { } items ? $"[{Sample(items, isLeftOut)}]" : "[anything]",
            "object" => $"{{ {string.Join(", ", Members(own["properties"]).Where(p => !isLeftOut($"{NameOf(schema)}.{p.Key}")).Select(p => $"{p.Key}: {Sample(p.Value, isLeftOut)}"))} }}",
            _ => "anything",
        };
    }

    private static string[] Within(string name, IEnumerable<string> names) => [name, .. names.Select(inner => $"{name}.{inner}")];

    /// <summary>Behind references, and apart from its being null, which is absent on the wire.</summary>
    private JsonNode Resolved(JsonNode schema)
    {
        if (schema["oneOf"] is JsonArray choices) return Resolved(choices.Single(c => TypeOf(c) != "null") ?? schema);
        return schema["$ref"] is null ? schema : document["components"]?["schemas"]?[NameOf(schema)] ?? throw new InvalidOperationException($"No schema {NameOf(schema)}.");
    }

    private static string NameOf(JsonNode schema) => Text((schema["oneOf"] as JsonArray)?.Single(c => TypeOf(c) != "null")?["$ref"] ?? schema["$ref"]).Split('/')[^1];

    private static string TypeOf(JsonNode? schema) => schema?["type"] is JsonArray types ? Text(types.First(t => Text(t) != "null")) : Text(schema?["type"]);

    private static IEnumerable<KeyValuePair<string, JsonNode>> Members(JsonNode? node) =>
        from member in node as JsonObject ?? [] where member.Value is not null select KeyValuePair.Create(member.Key, member.Value);

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
