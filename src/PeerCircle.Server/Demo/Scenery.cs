using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting.Internal;
using PeerCircle.Core;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Notifications;
using PeerCircle.Core.Storage;
using PeerCircle.Server.Accounts;
using PeerCircle.Server.Circles;
using PeerCircle.Server.Conversations;
using PeerCircle.Server.Direct;
using PeerCircle.Server.Goals;
using PeerCircle.Server.Notifications;
using PeerCircle.Server.Rooms;

namespace PeerCircle.Server.Demo;

/// <summary>The use cases of the server at a clock of their own, with nobody connected.</summary>
internal static class Scenery
{
    /// <summary>The rules are those of a server in Development: rates and registration are the operator's, and this is the operator.</summary>
    public static ServiceProvider Build(IStore store, TimeProvider time)
    {
        var environment = new HostingEnvironment { EnvironmentName = Environments.Development };
        var services = new ServiceCollection().AddLogging().AddSingleton(time).AddSingleton(store).AddSingleton(store.Documents).AddSingleton(store.Conversations).AddSingleton(new Limits());
        services.AddConversations().AddAccounts(new ConfigurationBuilder().Build(), environment).AddCircles().AddRooms().AddDirect().AddGoals().AddNotifications();
        services.RemoveAll<ILiveSessions>();
        return services.AddSingleton<IDelivery, Silence>().AddSingleton<INotificationDelivery, Silence>().BuildServiceProvider();
    }
}
