namespace PeerCircle.Client.Wire;

/// <summary>Makes connections to the hub. A port, because there are two protocols, and tests that decide what comes when.</summary>
internal interface ITransport
{
    /// <summary>Connects, or throws. <paramref name="receive"/> gets every push, one at a time, in the order sent, and never blocks.</summary>
    Task<ILink> OpenAsync(Action<object> receive, CancellationToken cancellation);
}

/// <summary>One connection, from handshake to close.</summary>
internal interface ILink : IAsyncDisposable
{
    /// <summary>Ends, never in failure, when the connection has.</summary>
    Task Closed { get; }

    /// <summary>Calls a method of the hub.</summary>
    /// <exception cref="LinkLostException">The connection is gone; whether the call ran is not known.</exception>
    /// <exception cref="PeerCircleException">The call could not even be bound; nothing has run.</exception>
    Task<TReply> CallAsync<TReply>(string method, object call, CancellationToken cancellation);
}

/// <summary>The connection went away under a call.</summary>
internal sealed class LinkLostException(Exception? cause) : Exception("The connection was lost.", cause);
