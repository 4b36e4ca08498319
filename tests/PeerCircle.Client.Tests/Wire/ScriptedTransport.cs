using System.Threading.Channels;
using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Tests.Wire;

/// <summary>The hub as the test plays it: which attempt fails, what comes when, what is answered how.</summary>
internal sealed class ScriptedTransport : ITransport
{
    private readonly Channel<ScriptedLink> _links = Channel.CreateUnbounded<ScriptedLink>();

    /// <summary>How many attempts fail before one succeeds.</summary>
    public int Failing { get; set; }

    /// <summary>Attempts last until the client is disposed, and fail of themselves at that moment.</summary>
    public bool FailsWhileDisposed { get; set; }

    public int Attempts { get; private set; }

    public Task<ILink> OpenAsync(Action<object> receive, CancellationToken cancellation)
    {
        Attempts++;
        if (FailsWhileDisposed)
        {
            var failed = new TaskCompletionSource<ILink>();
            cancellation.Register(() => failed.SetException(new IOException("The handshake failed.")));
            return failed.Task;
        }
        if (Failing-- > 0) return Task.FromException<ILink>(new IOException("The handshake failed."));
        var link = new ScriptedLink(receive);
        _links.Writer.TryWrite(link);
        return Task.FromResult<ILink>(link);
    }

    /// <summary>The next connection that is made.</summary>
    public Task<ScriptedLink> NextAsync() => _links.Reader.ReadAsync(TestContext.Current.CancellationToken).Within();
}

internal sealed class ScriptedLink(Action<object> receive) : ILink
{
    private readonly Channel<ScriptedCall> _calls = Channel.CreateUnbounded<ScriptedCall>();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Closed => _closed.Task;

    public void Push(object push) => receive(push);

    public async Task<TReply> CallAsync<TReply>(string method, object call, CancellationToken cancellation)
    {
        if (call is SyncCall { Cursors.Count: 0 }) return (TReply)(object)new Reply<SyncAnswer>(true, new SyncAnswer([]));
        var scripted = new ScriptedCall(call);
        _calls.Writer.TryWrite(scripted);
        var lost = Closed.ContinueWith<object>(_ => throw new LinkLostException(null), cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
        return (TReply)await await Task.WhenAny(scripted.Reply, lost);
    }

    /// <summary>The next call of that kind; others before it are passed over.</summary>
    public async Task<ScriptedCall> NextAsync<TCall>()
    {
        while (true)
        {
            var call = await _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).Within();
            if (call.Call is TCall) return call;
        }
    }

    public bool HasCall => _calls.Reader.Count > 0;

    public ValueTask DisposeAsync()
    {
        _closed.TrySetResult();
        return ValueTask.CompletedTask;
    }
}

internal sealed class ScriptedCall(object call)
{
    private readonly TaskCompletionSource<object> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public object Call => call;

    public Task<object> Reply => _reply.Task;

    public void Answer<T>(T value) => _reply.SetResult(new Reply<T>(true, value));

    public void Refuse<T>(string code, bool retryable, long? retryAfterMs = null) =>
        _reply.SetResult(new Reply<T>(false, Error: new ReplyError(code, "No.", retryable, retryAfterMs)));
}
