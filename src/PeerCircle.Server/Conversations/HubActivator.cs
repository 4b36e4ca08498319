using Microsoft.AspNetCore.SignalR;
using PeerCircle.Core.Conversations;
using PeerCircle.Server.Http;
using PeerCircle.Server.Presence;

namespace PeerCircle.Server.Conversations;

/// <summary>Makes the hub of each call. What hubs take is the same for all, so it is not looked up for each, as SignalR's own activator does.</summary>
internal sealed class HubActivator(
    HubConnections arrivals, LiveConnections connections, ConversationAccess access, ConversationActs acts, Syncing syncing,
    PresenceHere presence, PresenceWatchers watchers, RateLimits rates, ILogger<PeerHub> logger)
    : IHubActivator<PeerHub>
{
    public PeerHub Create() => new(arrivals, connections, access, acts, syncing, presence, watchers, rates, logger);

    public void Release(PeerHub hub) => hub.Dispose();
}
