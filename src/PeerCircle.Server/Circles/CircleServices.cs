using PeerCircle.Core.Accounts;
using PeerCircle.Core.Circles;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Core.Conversations.Steps;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Circles;

internal static class CircleServices
{
    public static IServiceCollection AddCircles(this IServiceCollection services)
    {
        services.AddOwned(Circle.Type).AddSingleton<CircleDirectory>().AddSingleton<CircleInviting>();
        return services.AddSingleton<ISignUpInvites>(p => p.GetRequiredService<CircleInviting>());
    }

    /// <summary>A kind of documents that own conversations, with the worker that finishes their steps.</summary>
    public static IServiceCollection AddOwned<T>(this IServiceCollection services, DocumentType<T> type) where T : ConversationOwner
    {
        services.AddSingleton(p => new OwnerDocuments<T>(
            type, p.GetRequiredService<IStore>(), p.GetRequiredService<ConversationLanes>(), p.GetRequiredService<ISeatFollower>(), p.GetRequiredService<TimeProvider>()));
        return services.AddHostedService<SettleWorker<OwnerDocuments<T>>>();
    }
}
