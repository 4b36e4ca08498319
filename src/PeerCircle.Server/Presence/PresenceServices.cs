using PeerCircle.Server.Conversations.Nodes;

namespace PeerCircle.Server.Presence;

/// <summary>Presence, put together.</summary>
internal static class PresenceServices
{
    public static IServiceCollection AddPresence(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PresenceHere>().AddSingleton<PresenceNews>().AddSingleton<PresenceWatchers>();
        services.AddSingleton(p => new PresenceElsewhere(p.GetRequiredService<PresenceHere>(), p.GetRequiredService<NodeOutbox>().Node, RedisSetup.Prefix(configuration)));
        return services.AddHostedService<PresenceWorker>();
    }
}
