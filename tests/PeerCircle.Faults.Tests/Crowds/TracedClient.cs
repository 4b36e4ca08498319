using System.Collections.Concurrent;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Crowds;

/// <summary>
/// A client of one member that keeps conversations as the contract says, comes back by itself, at another server unless it is to stay, and writes down all that it does and is told.
/// </summary>
internal sealed class TracedClient : IAsyncDisposable
{
    private static readonly TimeSpan GapPatience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly Lock _sending = new();
    private readonly SemaphoreSlim _asking = new(1);
    private readonly ConcurrentBag<Task> _work = [];
    private readonly Dictionary<ConversationId, Shelf> _shelves = [];
    private readonly HashSet<ConversationId> _repaired = [];
    private readonly History _history;
    private readonly IReadOnlyList<Uri> _servers;
    private readonly Random _random;
    private TaskCompletionSource<Line> _online = NotOnline();
    private int _lines;
    private volatile string _epoch = "";

    private TracedClient(Member member, IReadOnlyList<Uri> servers, History history, int seed) =>
        (Member, _servers, _history, _random) = (member, servers, history, new Random(seed));

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
        var client = new TracedClient(member, servers, history, seed) { Node = first, Stays = stays, _epoch = epoch };
        foreach (var conversation in conversations) client._shelves[conversation] = new Shelf();
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
            _history.Add(deed.Entry(kind, Name, Member.Id) with { Rev = answer.Rev, Seq = answer.Seq, Code = answer.Error?.Code, Epoch = _epoch });
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
    public T Look<T>(ConversationId conversation, Func<Shelf, T> look)
    {
        lock (_gate) return look(_shelves[conversation]);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        while (_work.TryTake(out var work)) await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        _asking.Dispose();
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
                line = await Line.OpenAsync(++_lines, Node, _servers[Node], Member.Token, Receive, end);
                await AskAsync(line, null);
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
            if (online.IsCompletedSuccessfully) Ask(await online, null);
        }
    }

    private void Receive(Line line, object push)
    {
        switch (push)
        {
            case Changes changes: Receive(line, changes); break;
            case Behind behind:
                _history.Add(new Entry(EntryKind.Behind, Name) { Conversation = behind.ConversationId, Rev = behind.Rev });
                Ask(line, [behind.ConversationId]);
                break;
            case Resync:
                _history.Add(new Entry(EntryKind.Resync, Name));
                Ask(line, null);
                break;
            case SessionEnded ended: _history.Add(new Entry(EntryKind.Offline, Name) { Code = "session", Note = ended.Reason.ToString() }); break;
        }
    }

    private void Receive(Line line, Changes changes)
    {
        var id = changes.ConversationId;
        IReadOnlyList<Item> items = [.. changes.Messages.Select(Item.Of)];
        _epoch = changes.Epoch;
        lock (_gate)
        {
            // A connection that was given up may still tell something.
            if (line.Lost.IsCompleted || !_shelves.TryGetValue(id, out var shelf)) return;
            _history.Add(new Entry(EntryKind.Deliver, Name) { Conversation = id, Epoch = changes.Epoch, Line = line.Number, From = changes.From, To = changes.To, Items = items });
            if (!shelf.Take(changes, items)) Ask(line, [id]);
            AddCursor(id, shelf);
            if (shelf.HasGap && _repaired.Add(id)) _work.Add(RepairAsync(line, id));
        }
    }

    private void AddCursor(ConversationId id, Shelf shelf) => _history.Add(new Entry(EntryKind.Cursor, Name) { Conversation = id, Epoch = shelf.Epoch, Rev = shelf.Cursor });

    /// <summary>A gap: waits a moment for what is late, then asks.</summary>
    private async Task RepairAsync(Line line, ConversationId id)
    {
        await Task.Delay(GapPatience, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _repaired.Remove(id);
            if (!_shelves[id].HasGap || line.Lost.IsCompleted || _end.IsCancellationRequested) return;
            _history.Add(new Entry(EntryKind.Gap, Name) { Conversation = id, Rev = _shelves[id].Cursor });
        }
        Ask(line, [id]);
    }

    /// <summary>Asks behind the caller's back; a connection that does not answer is given up.</summary>
    private void Ask(Line line, IReadOnlyCollection<ConversationId>? which) => _work.Add(Task.Run(async () =>
    {
        try
        {
            await AskAsync(line, which);
        }
        catch (Exception)
        {
            line.GiveUp();
        }
    }));

    /// <summary>Asks what was missed of these conversations, or of all, until everything was told.</summary>
    private async Task AskAsync(Line line, IReadOnlyCollection<ConversationId>? which)
    {
        await _asking.WaitAsync(_end.Token);
        try
        {
            for (var open = which ?? _shelves.Keys; open.Count > 0;) open = await AskOnceAsync(line, open);
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task<List<ConversationId>> AskOnceAsync(Line line, IReadOnlyCollection<ConversationId> which)
    {
        Dictionary<ConversationId, SyncCursor> cursors;
        lock (_gate) cursors = which.ToDictionary(id => id, id => new SyncCursor(id, _shelves[id].Cursor ?? 0, _shelves[id].Epoch));
        var asked = _history.Now;
        var reply = await line.CallAsync<SyncAnswer>(nameof(IPeerHub.Sync), new SyncCall([.. cursors.Values]), _end.Token);
        var more = new List<ConversationId>();
        foreach (var answer in reply.Value?.Conversations ?? throw new InvalidOperationException($"Sync was refused with {reply.Error?.Code}."))
        {
            var from = cursors[answer.ConversationId].Rev;
            Take(answer, from, asked, line);
            if (answer.Reset) await LoadAsync(line, answer.ConversationId, asked);
            else if (!answer.Complete) more.Add(answer.ConversationId);
        }
        return more;
    }

    private void Take(ConversationChanges answer, long from, long asked, Line line)
    {
        IReadOnlyList<Item> items = [.. answer.Messages.Select(Item.Of)];
        _epoch = answer.Epoch;
        lock (_gate)
        {
            var shelf = _shelves[answer.ConversationId];
            _history.Add(new Entry(EntryKind.Sync, Name)
            {
                Conversation = answer.ConversationId,
                Epoch = answer.Epoch,
                Line = line.Number,
                AskedAt = asked,
                From = from,
                To = answer.To,
                Items = items,
                Note = answer.Reset ? "reset" : null,
            });
            if (answer.Reset) shelf.Reset(answer.Epoch);
            else shelf.Take(answer, from, items);
            if (!answer.Reset) AddCursor(answer.ConversationId, shelf);
        }
    }

    /// <summary>Loads everything anew, the newest page first.</summary>
    private async Task LoadAsync(Line line, ConversationId id, long asked)
    {
        await using var http = Member.At(_servers[line.Node]);
        for (long? before = null; ;)
        {
            var page = await http.Conversations.PageAsync(id, new Client.Conversations.PageRequest(Before: before, Limit: 100), _end.Token);
            IReadOnlyList<Item> items = [.. page.Messages.Select(Item.Of)];
            lock (_gate)
            {
                _history.Add(new Entry(EntryKind.Sync, Name) { Conversation = id, Epoch = page.Epoch, AskedAt = asked, To = page.Rev, Items = items, Note = "page" });
                _shelves[id].Take(page, items);
                AddCursor(id, _shelves[id]);
            }
            if (!page.MoreBefore || items.Count == 0) return;
            before = items[0].Seq;
        }
    }
}
