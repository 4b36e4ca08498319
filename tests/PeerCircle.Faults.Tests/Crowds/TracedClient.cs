using System.Collections.Concurrent;
using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Crowds;

/// <summary>
/// A client of one member that comes back by itself, at another server unless it is to stay, does what it is told, and writes down what became of it.
/// </summary>
internal sealed class TracedClient : IAsyncDisposable
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly Lock _sending = new();
    private readonly ConcurrentBag<Task> _work = [];
    private readonly History _history;
    private readonly IReadOnlyList<Uri> _servers;
    private readonly Random _random;
    private readonly TracedReading _reading;
    private TaskCompletionSource<Line> _online = NotOnline();
    private int _lines;

    private TracedClient(Member member, IReadOnlyList<Uri> servers, IEnumerable<ConversationId> conversations, History history, int seed, string epoch)
    {
        (Member, _servers, _history, _random) = (member, servers, history, new Random(seed));
        _reading = new TracedReading(member, servers, conversations, history, epoch, _end.Token);
    }

    public Member Member { get; }

    public string Name => Member.Name;

    /// <summary>Which server it is at, or was last; as an index.</summary>
    public int Node { get; private set; }

    /// <summary>Whether it comes back to the server that it lost.</summary>
    public bool Stays { get; init; }

    public bool IsOnline
    {
        get
        {
            lock (_gate) return _online.Task is { IsCompletedSuccessfully: true, Result.Lost.IsCompleted: false };
        }
    }

    /// <summary>Connected to a server (an index), with nothing known yet of the conversations; the epoch is the store's.</summary>
    public static async Task<TracedClient> ConnectAsync(
        Member member, IReadOnlyList<Uri> servers, int first, IEnumerable<ConversationId> conversations, History history, int seed, string epoch, CancellationToken cancellation, bool stays = false)
    {
        var client = new TracedClient(member, servers, conversations, history, seed, epoch) { Node = first, Stays = stays };
        client._work.Add(client.StayAsync());
        client._work.Add(client.BeatAsync());
        try
        {
            await client.OnlineAsync(cancellation).WaitAsync(Patience, cancellation);
            return client;
        }
        catch (Exception failed)
        {
            await client.DisposeAsync();
            if (failed is not TimeoutException) throw;
            throw new TimeoutException($"{client} was not connected within {Patience.TotalSeconds} s.", failed);
        }
    }

    public override string ToString() => $"{Name} at server {Node + 1}{(Stays ? ", where it stays" : "")}{(IsOnline ? "" : ", not connected")}";

    /// <summary>Does it, again and again, here or elsewhere, until it is decided.</summary>
    /// <param name="patience">Ends the trying.</param>
    public async Task<DeedAnswer> DoAsync(Deed deed, CancellationToken patience)
    {
        while (true)
        {
            var line = await OnlineAsync(patience);
            try
            {
                var answer = await SendAsync(line, deed, patience);
                if (answer.Error is not { Retryable: true } later) return answer;
                await Task.Delay(Pause(later.RetryAfterMs ?? 100), patience);
            }
            catch (Exception) when (!patience.IsCancellationRequested)
            {
                // Nobody knows what became of it.
                line.GiveUp();
                await Task.Delay(Pause(20), patience);
            }
        }
    }

    /// <summary>One attempt on a connection, written down whatever comes of it.</summary>
    public async Task<DeedAnswer> SendAsync(Line line, Deed deed, CancellationToken patience)
    {
        Task<DeedAnswer> sent;
        lock (_sending)
        {
            _history.Add(deed.Entry(EntryKind.Invoke, Name, Member.Id) with { Line = line.Number });
            sent = deed.SendAsync(line, patience);
        }
        try
        {
            var answer = await sent;
            var kind = answer.Error is not { } no ? EntryKind.Ok : no.Retryable ? EntryKind.Info : EntryKind.Fail;
            _history.Add(deed.Entry(kind, Name, Member.Id) with { Rev = answer.Rev, Seq = answer.Seq, Code = answer.Error?.Code, Epoch = _reading.Epoch });
            return answer;
        }
        catch (Exception lost)
        {
            _history.Add(deed.Entry(EntryKind.Info, Name, Member.Id) with { Code = lost.GetType().Name });
            throw;
        }
    }

    /// <summary>The connection, as soon as there is one. Cancelled when the client ends.</summary>
    public async Task<Line> OnlineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task<Line> next;
            lock (_gate) next = _online.Task;
            var line = await next.WaitAsync(cancellation);
            if (!line.Lost.IsCompleted) return line;
            await Task.Yield();
        }
    }

    /// <summary>Looks at what is kept of a conversation.</summary>
    public T Look<T>(ConversationId conversation, Func<Shelf, T> look) => _reading.Look(conversation, look);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        while (_work.TryTake(out var work)) await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _reading.DisposeAsync();
        _end.Dispose();
    }

    private static TaskCompletionSource<Line> NotOnline() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TimeSpan Pause(double most)
    {
        lock (_random) return TimeSpan.FromMilliseconds(most * (0.5 + (_random.NextDouble() / 2)));
    }

    private async Task StayAsync()
    {
        for (var end = _end.Token; !end.IsCancellationRequested;)
        {
            Line? line = null;
            try
            {
                line = await Line.OpenAsync(++_lines, Node, _servers[Node], Member.Token, _reading.Receive, end);
                await _reading.AskAsync(line, null);
                _history.Add(new Entry(EntryKind.Online, Name) { Line = line.Number, Note = $"server {Node + 1}" });
                _online.TrySetResult(line);
                await line.Lost.WaitAsync(end);
            }
            catch (Exception away)
            {
                if (!end.IsCancellationRequested) _history.Add(new Entry(EntryKind.Offline, Name) { Code = away.GetType().Name, Note = $"server {Node + 1}: {away.Message}" });
            }
            lock (_gate)
            {
                if (_online.Task.IsCompleted) _online = NotOnline();
            }
            if (line is not null) _work.Add(line.DisposeAsync().AsTask());
            if (!Stays) Node = (Node + 1 + _random.Next(Math.Max(1, _servers.Count - 1))) % _servers.Count;
            await Task.Delay(Pause(100), end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        lock (_gate) _online.TrySetCanceled(_end.Token);
    }

    private async Task BeatAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            await Task.Delay(Pause(Heartbeat.TotalMilliseconds * 1.33), _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Task<Line> online;
            lock (_gate) online = _online.Task;
            // Awaited only as what it is now: there may never be another one.
            if (online.IsCompletedSuccessfully) _reading.Ask(await online, null);
        }
    }
}
