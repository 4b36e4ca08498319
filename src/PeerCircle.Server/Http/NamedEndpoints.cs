namespace PeerCircle.Server.Http;

internal static class NamedEndpoints
{
    /// <summary>How OpenAPI calls and describes the endpoint.</summary>
    public static RouteHandlerBuilder Named(this RouteHandlerBuilder endpoint, string name, string summary) => endpoint.WithName(name).WithSummary(summary);
}
