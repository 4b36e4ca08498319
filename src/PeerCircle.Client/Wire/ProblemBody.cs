using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PeerCircle.Client.Wire;

/// <summary>A refusal as <c>application/problem+json</c>.</summary>
internal sealed record ProblemBody(string? Code, string? Detail, string? TraceId, long? RetryAfterMs, Dictionary<string, IReadOnlyList<string>>? Errors)
{
    public static async Task<PeerCircleException> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var problem = await ParseAsync(response, cancellation).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        var code = problem?.Code ?? string.Create(CultureInfo.InvariantCulture, $"http.{status}");
        var refusal = new PeerCircleException(code, problem?.Detail ?? string.Create(CultureInfo.InvariantCulture, $"The server answered {status}."))
        {
            RetryAfter = problem?.RetryAfterMs is { } wait ? TimeSpan.FromMilliseconds(wait) : response.Headers.RetryAfter?.Delta,
            TraceId = problem?.TraceId,
            Errors = problem?.Errors ?? [],
        };
        // A gateway in between answers without a code; what it stands for is worth another try.
        return problem?.Code is null && response.StatusCode >= HttpStatusCode.BadGateway ? refusal.AsRetryable() : refusal;
    }

    private static async Task<ProblemBody?> ParseAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json")) return null;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(body, ProblemJson.Default.ProblemBody, cancellation).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class ProblemJson : JsonSerializerContext;
