using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Load;

/// <summary>One connection in the room, and what it saw there.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly Lock _gate = new();
    private readonly HashSet<long> _seqs = [];
    private long _to = -1;

    public Receiver(Uri url, string token, ConversationId room)
    {
        _hub = new HubConnectionBuilder()
            .WithUrl(new Uri(url, "/hubs/peer"), http =>
            {
                http.SkipNegotiation = true;
                http.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
                http.AccessTokenProvider = () => Task.FromResult<string?>(token);
            })
            .AddMessagePackProtocol(pack => pack.SerializerOptions = WirePack.Options)
            .Build();
        _hub.On<Changes>(nameof(IPeerClient.Changes), changes =>
        {
            if (changes.ConversationId == room) Saw(changes);
        });
    }

    /// <summary>Messages seen, again and again counted each time.</summary>
    public long Seen { get; private set; }

    public int Doubled { get; private set; }

    /// <summary>Pushes that began after the end of the one before: something in between did not come, or not in order.</summary>
    public int Gaps { get; private set; }

    public async Task ConnectAsync()
    {
        await _hub.StartAsync();
        // The first answer proves that the connection is subscribed.
        await _hub.InvokeAsync<Reply<SyncAnswer>>(nameof(IPeerHub.Sync), new SyncCall([]));
    }

    public Task<Reply<PostReceipt>> PostAsync(PostCall post) => _hub.InvokeAsync<Reply<PostReceipt>>(nameof(IPeerHub.Post), post);

    public bool Reached(long head)
    {
        lock (_gate) return _to >= head;
    }

    /// <summary>How many of these did not come.</summary>
    public int Lost(IReadOnlyCollection<long> acknowledged)
    {
        lock (_gate) return acknowledged.Count(seq => !_seqs.Contains(seq));
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private void Saw(Changes changes)
    {
        lock (_gate)
        {
            if (_to >= 0 && changes.From > _to) Gaps++;
            _to = Math.Max(_to, changes.To);
            foreach (var message in changes.Messages)
            {
                Seen++;
                if (!_seqs.Add(message.Seq)) Doubled++;
            }
        }
    }
}
