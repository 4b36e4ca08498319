using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Faults.Tests.Crowds;

/// <summary>One connection to the hub. Once it is lost, or given up, it does not come back.</summary>
internal sealed class Line : IAsyncDisposable
{
    /// <summary>What takes longer is given up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HubConnection _hub;
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Line(int number, int node, HubConnection hub)
    {
        (Number, Node, _hub) = (number, node, hub);
        hub.Closed += _ =>
        {
            GiveUp();
            return Task.CompletedTask;
        };
    }

    /// <summary>Of the client's connections.</summary>
    public int Number { get; }

    /// <summary>Where it leads, as an index.</summary>
    public int Node { get; }

    /// <summary>Ends when it is lost.</summary>
    public Task Lost => _lost.Task;

    /// <param name="receive">Gets what is pushed, one after the other.</param>
    public static async Task<Line> OpenAsync(int number, int node, Uri server, string token, Action<Line, object> receive, CancellationToken cancellation)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(server, "hubs/peer"), HttpTransportType.WebSockets, http =>
            {
                http.SkipNegotiation = true;
                http.AccessTokenProvider = () => Task.FromResult<string?>(token);
            })
            .AddMessagePackProtocol(pack => pack.SerializerOptions = WirePack.Options)
            .Build();
        var line = new Line(number, node, hub);
        hub.On<Changes>(nameof(IPeerClient.Changes), push => receive(line, push));
        hub.On<Behind>(nameof(IPeerClient.Behind), push => receive(line, push));
        hub.On<Resync>(nameof(IPeerClient.Resync), push => receive(line, push));
        hub.On<SessionEnded>(nameof(IPeerClient.SessionEnded), push => receive(line, push));
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(Patience);
            await hub.StartAsync(deadline.Token);
            return line;
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }
    }

    /// <summary>Throws when no answer comes in time, or the connection is lost before.</summary>
    public Task<Reply<T>> CallAsync<T>(string method, object call, CancellationToken cancellation) => _hub.InvokeAsync<Reply<T>>(method, call, cancellation).WaitAsync(Patience, cancellation);

    public void GiveUp() => _lost.TrySetResult();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
