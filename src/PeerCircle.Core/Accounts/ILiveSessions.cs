using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Accounts;

/// <summary>Connections that live on a session.</summary>
public interface ILiveSessions
{
    /// <summary>
    /// Tells this node's connections of these sessions that they ended and closes them, before it completes. Other nodes learn of
    /// it from <see cref="Sessions.ReadEndedSinceAsync"/>.
    /// </summary>
    Task EndedAsync(IReadOnlyCollection<SessionId> sessions, SessionEndReason reason, CancellationToken cancellation);
}
