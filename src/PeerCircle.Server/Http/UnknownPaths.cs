using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Template;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>Paths of the API that lead nowhere: what is not there is <c>not_found</c>, and a malformed id looks to strangers as every other id does.</summary>
internal static class UnknownPaths
{
    public static void MapUnknownPaths(this IEndpointRouteBuilder routes) =>
        routes.Map("/api/{**rest}", (HttpContext context, EndpointDataSource endpoints) => Answer(context, endpoints))
            .AllowAnonymous().ExcludeFromDescription().WithDisplayName("unknown API path");

    private static IResult Answer(HttpContext context, EndpointDataSource endpoints)
    {
        var alike = endpoints.Endpoints.OfType<RouteEndpoint>().Where(e => IsAlike(e, context.Request.Path)).ToList();
        var methods = alike.SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Distinct().Order(StringComparer.Ordinal).ToList();
        if (methods.Count > 0 && !methods.Contains(context.Request.Method, StringComparer.OrdinalIgnoreCase))
        {
            context.Response.Headers.Allow = string.Join(", ", methods);
            return new ProblemAnswer(new Refusal(ErrorCodes.NotFound, $"{context.Request.Method} does nothing here."), StatusCodes.Status405MethodNotAllowed);
        }
        var guarded = alike.Exists(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null);
        if (guarded && context.User.Identity is not { IsAuthenticated: true }) return Answers.Problem(Accounts.SessionAuthenticationHandler.SignedOut);
        // Routing passes by an endpoint that wants a body when the request says nothing of one.
        var lacksBody = context.Request.ContentType is null && alike.Exists(e => Takes(e, context.Request.Method) && e.Metadata.GetMetadata<IAcceptsMetadata>() is { IsOptional: false });
        return Answers.Problem(lacksBody ? Refusal.Malformed("The body is missing.") : Refusal.NotFound);
    }

    private static bool Takes(RouteEndpoint endpoint, string method) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>Whether the path has the form of this route, whatever stands where it wants an id.</summary>
    private static bool IsAlike(RouteEndpoint endpoint, PathString path) =>
        endpoint.RoutePattern.RawText is { } pattern && pattern.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) && !pattern.Contains("**", StringComparison.Ordinal)
        && new TemplateMatcher(TemplateParser.Parse(pattern.TrimStart('/')), []).TryMatch(path, []);
}
