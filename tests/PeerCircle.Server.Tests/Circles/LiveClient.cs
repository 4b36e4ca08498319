using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Notifications;
using PeerCircle.Contracts.Wire;
using Xunit;

namespace PeerCircle.Server.Tests.Circles;

/// <summary>One live connection, and what it was pushed.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly HubConnection _hub;
    private readonly Lock _gate = new();
    private readonly List<object> _pushed = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LiveClient(CircleServer server, Person person)
    {
        var builder = new HubConnectionBuilder().WithUrl($"{server.Url}/hubs/peer", options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.SkipNegotiation = true;
            options.AccessTokenProvider = () => Task.FromResult(person.Token);
        });
        builder.AddJsonProtocol(json => WireJson.Configure(json.PayloadSerializerOptions));
        _hub = builder.Build();
        foreach (var type in new[] { typeof(Changes), typeof(ConversationChanged), typeof(ConversationRemoved), typeof(Notified), typeof(NotificationsRead) })
        {
            _hub.On(type.Name, [type], pushed => Take(pushed[0]!));
        }
    }

    /// <summary>Connected, and subscribed to all of its member's conversations: the first answer proves it.</summary>
    public static async Task<LiveClient> ConnectAsync(CircleServer server, Person person)
    {
        var client = new LiveClient(server, person);
        await client._hub.StartAsync(TestContext.Current.CancellationToken);
        await client._hub.InvokeAsync<Reply<SyncAnswer>>("Sync", new SyncCall([]), TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>The next push of this kind for which it is so; those of this kind before it are passed over, others stay.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool>? isSo = null) where T : class
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                while (_pushed.FindIndex(p => p is T) is var first and >= 0)
                {
                    var push = (T)_pushed[first];
                    _pushed.RemoveAt(first);
                    if (isSo is null || isSo(push)) return push;
                }
                more = _more.Task;
            }
            await more.WaitAsync(deadline.Token);
        }
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private Task Take(object push)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _pushed.Add(push);
            (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        more.TrySetResult();
        return Task.CompletedTask;
    }
}
