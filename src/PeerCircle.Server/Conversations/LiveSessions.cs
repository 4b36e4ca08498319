using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Accounts;

namespace PeerCircle.Server.Conversations;

/// <summary>Ends this node's connections with the sessions they came by.</summary>
internal sealed class LiveSessions(LiveConnections connections, IHubContext<PeerHub, IPeerClient> hub) : ILiveSessions
{
    /// <summary>Between the word that the session ended and the end of the socket, so that the word arrives.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    public Task EndedAsync(IReadOnlyCollection<SessionId> sessions, SessionEndReason reason, CancellationToken cancellation) =>
        Task.WhenAll(connections.All.Where(c => sessions.Contains(c.Session)).Select(c => EndAsync(c, reason)));

    /// <summary>Stops answers and delivery at once, says why, closes.</summary>
    public async Task EndAsync(LiveConnection connection, SessionEndReason reason)
    {
        if (!await connection.EndAsync()) return;
        HubMeter.End(reason);
        await hub.Clients.Client(connection.Id).SessionEnded(new SessionEnded(reason));
        connection.CloseAfter(Grace);
    }
}
