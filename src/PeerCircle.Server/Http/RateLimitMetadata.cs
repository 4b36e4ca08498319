namespace PeerCircle.Server.Http;

/// <summary>Under which limit an endpoint is counted; <see cref="RateLimit.Requests"/> where nothing is said.</summary>
internal sealed record RateLimitMetadata(RateLimit Limit);

internal static class RateLimitEndpoints
{
    public static TBuilder OfKind<TBuilder>(this TBuilder builder, RateLimit limit) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RateLimitMetadata(limit));
}
