using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core;
using PeerCircle.Core.Accounts;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Conversations.Lanes;
using PeerCircle.Server.Accounts;
using PeerCircle.Server.Conversations.Feeds;
using PeerCircle.Server.Conversations.Mailboxes;
using PeerCircle.Server.Conversations.Nodes;
using PeerCircle.Server.Conversations.Sockets;
using PeerCircle.Server.Http;
using StackExchange.Redis;

namespace PeerCircle.Server.Conversations;

/// <summary>Conversations and the hub, put together.</summary>
internal static class ConversationServices
{
    public const string HubPath = "/hubs/peer";

    /// <summary>Several calls of one connection run at once; each reaches its lane in the order sent before it first waits.</summary>
    private const int ParallelCalls = 32;

    private const int SendBufferBytes = 128 * 1024;

    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddSingleton<StoreClock>().AddSingleton<WinsReaders>().AddSingleton<Titles>().AddSingleton<ConversationAccess>();
        services.AddSingleton<ConversationLanes>().AddSingleton<ConversationActs>().AddSingleton<ConversationList>();
        services.AddSingleton<History>().AddSingleton<Syncing>().AddSingleton<Participants>();
        services.AddSingleton<LiveConnections>().AddSingleton<AddressConnections>().AddSingleton<Handshakes>().AddSingleton<UnawaitedPushes>().AddSingleton<HubConnections>().AddSingleton<ConversationAnnouncer>();
        services.AddSingleton<GapReader>().AddSingleton<ConversationFeeds>().AddSingleton<LocalDelivery>().AddSingleton<NodeOutbox>();
        services.AddSingleton<IDelivery, HubDelivery>();
        services.AddSingleton<LiveSessions>().AddSingleton<ILiveSessions>(p => p.GetRequiredService<LiveSessions>());
        services.AddSingleton<MembershipSweep>().AddHostedService(p => p.GetRequiredService<MembershipSweep>());
        return services;
    }

    public static IServiceCollection AddPeerHub(this IServiceCollection services, IConfiguration configuration)
    {
        var limits = configuration.GetSection("Limits").Get<Limits>() ?? new Limits();
        services.AddSingleton<IHubActivator<PeerHub>, HubActivator>();
        var signalR = services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = limits.FrameBytes;
            hub.MaximumParallelInvocationsPerClient = ParallelCalls;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(45);
            hub.HandshakeTimeout = TimeSpan.FromSeconds(10);
        });
        signalR.AddJsonProtocol(json => WireJson.ConfigureStrict(json.PayloadSerializerOptions));
        signalR.AddMessagePackProtocol(pack => pack.SerializerOptions = WirePack.Strict);
        services.Configure<SocketTransportOptions>(sockets =>
        {
            sockets.CreateBoundListenSocket = Listen;
            // Writes take turns with all else: a queue of their own would hold those to a crowd together.
            sockets.IOQueueCount = 0;
        });
        services.AddSingleton<HubSockets>().AddHostedService(p => p.GetRequiredService<HubSockets>());
        services.AddSingleton<MailboxLifetimeManager>();
        services.AddSingleton<HubLifetimeManager<PeerHub>>(p => p.GetRequiredService<MailboxLifetimeManager>());
        if (configuration["Redis:Uri"] is { Length: > 0 } redis)
        {
            services.AddBackplane(RedisSetup.Options(redis, RedisSetup.Prefix(configuration)));
        }
        return services;
    }

    /// <summary>Else the system would keep megabytes for each reader that takes nothing, before its mailbox notices. Holds for all answers of the server.</summary>
    private static Socket Listen(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SendBufferSize = SendBufferBytes;
        return socket;
    }

    private static void AddBackplane(this IServiceCollection services, ConfigurationOptions redis)
    {
        services.AddSingleton<Backplane>().AddSingleton<NodeBus>().AddSingleton<HeadDoubt>().AddSingleton<Resyncs>();
        services.AddSingleton<HubLifetimeManager<PeerHub>>(p => p.GetRequiredService<Backplane>());
        services.AddSingleton(p => new RedisStatus(() => p.GetRequiredService<Backplane>().IsJoined ? "ok" : "unavailable"));
        services.AddHostedService(p => ActivatorUtilities.CreateInstance<BackplaneKeeper>(p, redis));
        services.AddHostedService<HeadWatch>();
        services.AddHostedService<RateSharing>();
    }

    /// <summary>Goes before everything else.</summary>
    public static void UsePeerHub(this WebApplication app) => app.Use(app.Services.GetRequiredService<HubSockets>().ServeAsync);

    public static void MapPeerHub(this IEndpointRouteBuilder routes)
    {
        routes.Map(HubPath, http => http.RequestServices.GetRequiredService<HubSockets>().EnterAsync(http)).WithMetadata(typeof(PeerHub).GetCustomAttributes(inherit: true)).Add(HubDoor.Guard);
        // Negotiated connections would need a later request to reach the same node.
        routes.Map(HubPath + "/negotiate", http => Answers.Problem(Refusal.NotFound).ExecuteAsync(http)).AllowAnonymous();
    }

    /// <summary>The wins feed is there before anyone can ask for it.</summary>
    public static Task MakeWinsAsync(this ConversationLanes lanes, CancellationToken cancellation) =>
        lanes.ApplyAsync(new ConversationStep(ConversationIds.Wins) { Create = new NewConversation(ConversationKind.Wins) }, cancellation);
}
