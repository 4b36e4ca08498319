using System.Collections.Concurrent;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Faults.Tests.Histories;

namespace PeerCircle.Faults.Tests.Crowds;

/// <summary>How one member's client keeps conversations as the contract says, and writes down all that it is told: by pushes, by <c>Sync</c> and in pages.</summary>
/// <param name="end">After it nothing is asked any more.</param>
internal sealed class TracedReading(Member member, IReadOnlyList<Uri> servers, IEnumerable<ConversationId> conversations, History history, string epoch, CancellationToken end) : IAsyncDisposable
{
    private static readonly TimeSpan GapPatience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _asking = new(1);
    private readonly ConcurrentBag<Task> _work = [];
    private readonly Dictionary<ConversationId, Shelf> _shelves = conversations.ToDictionary(id => id, _ => new Shelf());
    private readonly HashSet<ConversationId> _repaired = [];
    private volatile string _epoch = epoch;

    /// <summary>The store's, as was told last.</summary>
    public string Epoch => _epoch;

    /// <summary>Looks at what is kept of a conversation.</summary>
    public T Look<T>(ConversationId conversation, Func<Shelf, T> look)
    {
        lock (_gate) return look(_shelves[conversation]);
    }

    /// <summary>Takes whatever a connection tells.</summary>
    public void Receive(Line line, object push)
    {
        switch (push)
        {
            case Changes changes: Receive(line, changes); break;
            case Behind behind:
                history.Add(new Entry(EntryKind.Behind, member.Name) { Conversation = behind.ConversationId, Rev = behind.Rev });
                Ask(line, [behind.ConversationId]);
                break;
            case Resync:
                history.Add(new Entry(EntryKind.Resync, member.Name));
                Ask(line, null);
                break;
            case SessionEnded ended: history.Add(new Entry(EntryKind.Offline, member.Name) { Code = "session", Note = ended.Reason.ToString() }); break;
        }
    }

    /// <summary>Asks behind the caller's back; a connection that does not answer is given up.</summary>
    public void Ask(Line line, IReadOnlyCollection<ConversationId>? which) => _work.Add(Task.Run(async () =>
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
    public async Task AskAsync(Line line, IReadOnlyCollection<ConversationId>? which)
    {
        await _asking.WaitAsync(end);
        try
        {
            for (var open = which ?? _shelves.Keys; open.Count > 0;) open = await AskOnceAsync(line, open);
        }
        finally
        {
            _asking.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_work.TryTake(out var work)) await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _asking.Dispose();
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
            history.Add(new Entry(EntryKind.Deliver, member.Name) { Conversation = id, Epoch = changes.Epoch, Line = line.Number, From = changes.From, To = changes.To, Items = items });
            if (!shelf.Take(changes, items)) Ask(line, [id]);
            AddCursor(id, shelf);
            if (shelf.HasGap && _repaired.Add(id)) _work.Add(RepairAsync(line, id));
        }
    }

    private void AddCursor(ConversationId id, Shelf shelf) => history.Add(new Entry(EntryKind.Cursor, member.Name) { Conversation = id, Epoch = shelf.Epoch, Rev = shelf.Cursor });

    /// <summary>A gap: waits a moment for what is late, then asks.</summary>
    private async Task RepairAsync(Line line, ConversationId id)
    {
        await Task.Delay(GapPatience, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _repaired.Remove(id);
            if (!_shelves[id].HasGap || line.Lost.IsCompleted || end.IsCancellationRequested) return;
            history.Add(new Entry(EntryKind.Gap, member.Name) { Conversation = id, Rev = _shelves[id].Cursor });
        }
        Ask(line, [id]);
    }

    private async Task<List<ConversationId>> AskOnceAsync(Line line, IReadOnlyCollection<ConversationId> which)
    {
        Dictionary<ConversationId, SyncCursor> cursors;
        lock (_gate) cursors = which.ToDictionary(id => id, id => new SyncCursor(id, _shelves[id].Cursor ?? 0, _shelves[id].Epoch));
        var asked = history.Now;
        var reply = await line.CallAsync<SyncAnswer>(nameof(IPeerHub.Sync), new SyncCall([.. cursors.Values]), end);
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
            history.Add(new Entry(EntryKind.Sync, member.Name)
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
        await using var http = member.At(servers[line.Node]);
        for (long? before = null; ;)
        {
            var page = await http.Conversations.PageAsync(id, new Client.Conversations.PageRequest(Before: before, Limit: 100), end);
            IReadOnlyList<Item> items = [.. page.Messages.Select(Item.Of)];
            lock (_gate)
            {
                history.Add(new Entry(EntryKind.Sync, member.Name) { Conversation = id, Epoch = page.Epoch, AskedAt = asked, To = page.Rev, Items = items, Note = "page" });
                _shelves[id].Take(page, items);
                AddCursor(id, _shelves[id]);
            }
            if (!page.MoreBefore || items.Count == 0) return;
            before = items[0].Seq;
        }
    }
}
