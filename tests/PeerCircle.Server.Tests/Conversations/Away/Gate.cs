using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using PeerCircle.Client;
using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Tests.Conversations.Away;

/// <summary>One client's way to the hub, which can be shut; notes every answer to <c>Sync</c>.</summary>
internal sealed class Gate(Uri server, string token) : ITransport
{
    private readonly SignalRTransport _way = new(new Uri(server, "hubs/peer"), HubProtocol.MessagePack, _ => ValueTask.FromResult<string?>(token), NullLoggerFactory.Instance);
    private volatile TaskCompletionSource _opened = Done();
    private volatile Func<ValueTask>? _end;

    public ConcurrentQueue<SyncAnswer> Answers { get; } = new();

    public async Task<ILink> OpenAsync(Action<object> receive, CancellationToken cancellation)
    {
        await _opened.Task.WaitAsync(cancellation);
        var link = await _way.OpenAsync(receive, cancellation);
        _end = link.DisposeAsync;
        return new Noted(link, Answers);
    }

    /// <summary>Ends the connection, and lets none be made. What was noted is forgotten.</summary>
    public async Task ShutAsync()
    {
        _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_end is { } end) await end();
        Answers.Clear();
    }

    public void Open() => _opened.TrySetResult();

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private sealed class Noted(ILink link, ConcurrentQueue<SyncAnswer> answers) : ILink
    {
        public Task Closed => link.Closed;

        public async Task<TReply> CallAsync<TReply>(string method, object call, CancellationToken cancellation)
        {
            var reply = await link.CallAsync<TReply>(method, call, cancellation);
            if (reply is Reply<SyncAnswer> { Value: { } answer }) answers.Enqueue(answer);
            return reply;
        }

        public ValueTask DisposeAsync() => link.DisposeAsync();
    }
}
