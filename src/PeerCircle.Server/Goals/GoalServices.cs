using PeerCircle.Core.Conversations.Steps;
using PeerCircle.Core.Goals;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Circles;

namespace PeerCircle.Server.Goals;

/// <summary>Goals, put together.</summary>
internal static class GoalServices
{
    public static IServiceCollection AddGoals(this IServiceCollection services)
    {
        services.AddSingleton(p => new Leases(p.GetRequiredService<IStore>().Documents, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<GoalAccess>().AddSingleton<GoalDocuments>().AddSingleton<GoalDirectory>().AddSingleton<GoalTalks>().AddSingleton<GoalTimes>();
        services.AddSingleton<ISeatFollower, GoalSharing>();
        return services.AddHostedService<SettleWorker<GoalDocuments>>().AddHostedService<GoalWorker>();
    }
}
