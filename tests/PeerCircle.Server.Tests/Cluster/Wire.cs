using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Presence;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Tests.Faults;
using Xunit;

namespace PeerCircle.Server.Tests.Cluster;

/// <summary>A bare hub connection: what the server really sends, before any client makes sense of it.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private int _behind;
    private int _resyncs;

    private Wire(Uri server, string token)
    {
        _hub = new HubConnectionBuilder()
            .WithUrl(new Uri(server, "hubs/peer"), HttpTransportType.WebSockets, http =>
            {
                http.SkipNegotiation = true;
                http.AccessTokenProvider = () => Task.FromResult<string?>(token);
            })
            .AddJsonProtocol(json => json.PayloadSerializerOptions = WireJson.Tolerant)
            .Build();
        _hub.On<Changes>(nameof(IPeerClient.Changes), Pushed.Enqueue);
        _hub.On<Behind>(nameof(IPeerClient.Behind), _ => Interlocked.Increment(ref _behind));
        _hub.On<Resync>(nameof(IPeerClient.Resync), _ => Interlocked.Increment(ref _resyncs));
        _hub.On<ConversationChanged>(nameof(IPeerClient.ConversationChanged), changed => Told.Enqueue(changed.Conversation));
        _hub.On<ConversationRemoved>(nameof(IPeerClient.ConversationRemoved), removed => Removed.Enqueue(removed.ConversationId));
        _hub.On<Draining>(nameof(IPeerClient.Draining), draining => ReturnsInMs.Enqueue(draining.ReconnectInMs));
        _hub.On<MemberPresence>(nameof(IPeerClient.Presence), Present.Enqueue);
        _hub.On<SessionEnded>(nameof(IPeerClient.SessionEnded), ended => Ended.Enqueue(ended.Reason));
        _hub.Closed += _ =>
        {
            IsClosed = true;
            return Task.CompletedTask;
        };
    }

    public ConcurrentQueue<Changes> Pushed { get; } = new();

    /// <summary>How often the server left it to the client to ask for changes.</summary>
    public int Behind => _behind;

    public int Resyncs => _resyncs;

    public ConcurrentQueue<ConversationFacts> Told { get; } = new();

    public ConcurrentQueue<ConversationId> Removed { get; } = new();

    public ConcurrentQueue<SessionEndReason> Ended { get; } = new();

    /// <summary>What was told of those who are watched.</summary>
    public ConcurrentQueue<MemberPresence> Present { get; } = new();

    /// <summary>When the server told it to come back elsewhere.</summary>
    public ConcurrentQueue<long> ReturnsInMs { get; } = new();

    public bool IsClosed { get; private set; }

    /// <summary>Connected and subscribed.</summary>
    public static async Task<Wire> ConnectAsync(ServerProcess server, Peer member)
    {
        var wire = new Wire(server.Url, member.Token);
        await wire._hub.StartAsync(TestContext.Current.CancellationToken);
        await wire.AnsweredAsync();
        return wire;
    }

    public Task<Reply<PostReceipt>> PostAsync(ConversationId conversation, string text) =>
        _hub.InvokeAsync<Reply<PostReceipt>>(nameof(IPeerHub.Post), new PostCall(conversation, MessageId.From(Guid.CreateVersion7()), text), TestContext.Current.CancellationToken);

    /// <summary>What changed of these conversations after so many changes.</summary>
    public async Task<IReadOnlyList<ConversationChanges>> SyncAsync(ConversationId conversation, long rev) =>
        (await _hub.InvokeAsync<Reply<SyncAnswer>>(nameof(IPeerHub.Sync), new SyncCall([new SyncCursor(conversation, rev)]), TestContext.Current.CancellationToken)).Value!.Conversations;

    /// <summary>Watches these; how present they are is the first that is told.</summary>
    public async Task WatchAsync(params MemberId[] members)
    {
        var answer = await _hub.InvokeAsync<Reply<WatchAnswer>>(nameof(IPeerHub.Watch), new WatchCall(members), TestContext.Current.CancellationToken);
        foreach (var presence in answer.Value!.Presence) Present.Enqueue(presence);
    }

    public Task SetPresenceAsync(PresenceState state) => _hub.InvokeAsync<Reply>(nameof(IPeerHub.SetPresence), new SetPresenceCall(state), TestContext.Current.CancellationToken);

    /// <summary>What the server sent before this answer has arrived before it.</summary>
    public Task AnsweredAsync() => _hub.InvokeAsync<Reply<SyncAnswer>>(nameof(IPeerHub.Sync), new SyncCall([]), TestContext.Current.CancellationToken);

    /// <summary>Every push of the conversation began no later than the one before it ended: nothing was missing at any time.</summary>
    public void HeardWithoutGap(ConversationId conversation)
    {
        var pushes = Pushed.Where(p => p.ConversationId == conversation).ToList();
        Assert.All(pushes.Zip(pushes.Skip(1)), two => Assert.True(two.Second.From <= two.First.To, $"({two.First.From}, {two.First.To}] and then ({two.Second.From}, {two.Second.To}]"));
        Assert.Equal(0, Behind);
    }

    public bool Heard(string text) => Pushed.Any(p => p.Messages.Any(m => m.Text == text));

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
