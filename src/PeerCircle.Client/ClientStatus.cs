using PeerCircle.Contracts.Conversations;

namespace PeerCircle.Client;

/// <summary>Whether the client is connected.</summary>
public enum ClientStatus
{
    /// <summary>Not connected; unless never asked to, it tries again by itself.</summary>
    Offline,

    /// <summary>A connection is being made.</summary>
    Connecting,

    /// <summary>Connected and subscribed: what is read from now on misses nothing.</summary>
    Online,

    /// <summary>The session is over; only signing in and connecting anew helps.</summary>
    SignedOut,
}

/// <summary>The status, when it is tried again (if it will be), and why the session ended (if the server said so).</summary>
public sealed record ClientStatusFacts(ClientStatus Status, DateTimeOffset? RetryAt = null, SessionEndReason? Reason = null);
