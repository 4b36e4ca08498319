namespace PeerCircle.Server.Http;

/// <summary>The route constraint <c>id</c>: a UUID in hyphenated text. Another text leads to no endpoint, and so to <c>not_found</c>.</summary>
internal sealed class IdConstraint : IRouteConstraint
{
    public const string Name = "id";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && Guid.TryParseExact(value as string ?? value?.ToString(), "D", out _);
}
