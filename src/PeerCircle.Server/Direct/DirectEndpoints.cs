using System.Security.Claims;
using PeerCircle.Contracts.Direct;
using PeerCircle.Core.Direct;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Direct;

/// <summary>The HTTP API of conversations of two (contract, section 5).</summary>
internal static class DirectEndpoints
{
    public static IServiceCollection AddDirect(this IServiceCollection services) => services.AddSingleton<Directs>();

    public static void MapDirect(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/direct", OpenAsync).WithTags("Direct").RequireAuthorization().Named("openDirect", "One's conversation with another member").Produces<DirectFacts>();

    /// <summary>Only a new conversation counts against the limit.</summary>
    private static async Task<IResult> OpenAsync(DirectBody body, ClaimsPrincipal user, RateLimits rates, Directs directs, CancellationToken cancellation) =>
        Answers.Ok(await directs.OpenAsync(user.Member(), body.MemberId, () => rates.TakeCreation("direct", user.Member()), cancellation));
}
