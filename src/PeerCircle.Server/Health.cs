using PeerCircle.Server.Accounts;
using PeerCircle.Server.Stopping;

namespace PeerCircle.Server;

/// <summary>For load balancers and supervisors; says nothing but whether.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("ok")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(ServerStatus status, Drain drain, IHostApplicationLifetime lifetime, CancellationToken cancellation)
    {
        if (drain.IsUnderWay || lifetime.ApplicationStopping.IsCancellationRequested) return Results.Text("draining", statusCode: StatusCodes.Status503ServiceUnavailable);
        var health = await status.ReadAsync(cancellation);
        if (health.Store != "ok") return Results.Text("store unavailable", statusCode: StatusCodes.Status503ServiceUnavailable);
        return Results.Text(health.Redis == "unavailable" ? "degraded" : "ok");
    }
}
