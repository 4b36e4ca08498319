using Microsoft.Extensions.Logging;
using PeerCircle.Client.Conversations;
using PeerCircle.Client.Wire;

namespace PeerCircle.Client;

/// <summary>How hub messages are written; both carry the same shape.</summary>
public enum HubProtocol { MessagePack, Json }

/// <summary>How a <see cref="PeerCircleClient"/> works. Read once, when it is made.</summary>
public sealed class PeerCircleClientOptions
{
    /// <summary>
    /// Gives the token of the session for every request and connection. Left out, the client uses the one it got by
    /// <see cref="PeerCircleClient.SignInAsync"/>.
    /// </summary>
    public Func<CancellationToken, ValueTask<string?>>? AccessToken { get; set; }

    public HubProtocol Protocol { get; set; } = HubProtocol.MessagePack;

    /// <summary>Keeps posts that are not settled. Memory unless set; <see cref="FileOutboxStore"/> survives a restart. Not disposed by the client.</summary>
    public IOutboxStore? Outbox { get; set; }

    public ILoggerFactory? LoggerFactory { get; set; }

    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Sends the HTTP requests; not disposed by the client. A pooled one of its own unless set.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Connects to something else than SignalR.</summary>
    internal ITransport? Transport { get; set; }

    /// <summary>From 0 up to 1; spreads attempts of many clients.</summary>
    internal Func<double> Jitter { get; set; } = Random.Shared.NextDouble;

    /// <summary>About how often what is open is asked for, in case a push was lost and nothing came after it.</summary>
    internal TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(30);
}
