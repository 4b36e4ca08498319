using System.Security.Claims;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Notifications;
using PeerCircle.Server.Http;

namespace PeerCircle.Server.Notifications;

/// <summary>The HTTP API of one's inbox (contract, section 9).</summary>
internal static class NotificationEndpoints
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) =>
        services.AddSingleton<INotificationDelivery, NotificationDelivery>().AddSingleton<QuietHolds>().AddSingleton<Inbox>()
            .AddSingleton<ConversationNotices>().AddSingleton<IConversationFollower>(p => p.GetRequiredService<ConversationNotices>()).AddHostedService<NoticeWorker>();

    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Notifications").RequireAuthorization();

        api.MapGet("/notifications", ListAsync).Named("listNotifications", "One's inbox, the newest first").Produces<NotificationPage>();
        api.MapPost("/notifications/read", ReadAsync).Named("readNotifications", "Have read some, or all").Produces<NotificationsReadAnswer>();
    }

    private static async Task<IResult> ListAsync(string? limit, string? next, ClaimsPrincipal user, Inbox inbox, CancellationToken cancellation) =>
        Paging.Limit(limit).TryGet(out var count, out var refusal) ? Answers.Ok(await inbox.ListAsync(user.Member(), next, count, cancellation)) : Answers.Problem(refusal);

    private static async Task<IResult> ReadAsync(NotificationsReadBody body, ClaimsPrincipal user, Inbox inbox, CancellationToken cancellation) =>
        Answers.Ok(await inbox.ReadAsync(user.Member(), body.Ids, cancellation));
}
