using PeerCircle.Contracts.Wire;
using PeerCircle.Core;

namespace PeerCircle.Server.Http;

/// <summary>Which limit an endpoint counts against, instead of <see cref="RateLimit.Requests"/>.</summary>
internal sealed record Counted(RateLimit Limit);

/// <summary>Counts every call of the HTTP API before it is bound.</summary>
internal sealed class RateRules(RequestDelegate next, RateLimits rates)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api")) return next(context);
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<Counted>()?.Limit ?? RateLimit.Requests;
        return rates.Take(limit, KeyOf(context, limit)) is { } refusal ? Answers.Problem(refusal).ExecuteAsync(context) : next(context);
    }

    /// <summary>Sign-ins and sign-ups are an address's, also when somebody is signed in there.</summary>
    private static string KeyOf(HttpContext context, RateLimit limit) =>
        limit is RateLimit.SignIns or RateLimit.SignUps || context.User.Identity is not { IsAuthenticated: true }
            ? Addresses.KeyOf(context)
            : context.User.Member().ToString();
}

internal static class CountedEndpoints
{
    /// <summary>Lets the endpoint count against this limit.</summary>
    public static TBuilder CountedAs<TBuilder>(this TBuilder endpoint, RateLimit limit) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Counted(limit));

    /// <summary>For what is created: each kind on its own, per member.</summary>
    public static Refusal? TakeCreation(this RateLimits rates, string kind, MemberId member) => rates.Take(RateLimit.Creations, $"{kind} {member}");
}
