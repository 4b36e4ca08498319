using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations.Mailboxes;

namespace PeerCircle.Server.Conversations.Feeds;

/// <summary>
/// Pushes of one conversation to the connections of this node, in order and without gaps: what comes ahead of its turn waits a moment for what is before it, which is read
/// from the store when it does not come. At once while the conversation is quiet; what comes soon after joins the next push, each message once, in its latest state.
/// </summary>
/// <param name="renamed">The conversation has another name; called within <see cref="Publish"/>, so it must not wait.</param>
internal sealed class ConversationFeed(
    ConversationId conversation, MailboxLifetimeManager local, GapReader gaps, Action<ConversationId> renamed, TimeProvider time, ILogger logger)
{
    private const int MostPending = 4_000;

    /// <summary>After so many readings what is missing is left to each client to ask for, unless one more brings it; and after so many that failed.</summary>
    private const int MostReadings = 4;

    /// <summary>How long what is missing may still be on its way.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly string _group = HubGroups.Of(conversation);
    private readonly Lock _gate = new();
    private readonly ChangeOrder _order = new();
    private readonly PushPace _pace = new(time);
    private readonly TypingPace _typing = new(time);
    private PendingPush? _pending;
    private long _lastSeq;
    private bool _hasNews;

    /// <summary>Of what was taken once: the next push goes on with it at once.</summary>
    private bool _isMoreLeft;
    private long? _droppedUpTo;
    private bool _isPushing;
    private bool _isFilling;
    private bool _isClosed;

    /// <summary>Up to where everything was given to who is subscribed; null while that is not known.</summary>
    public long? Head
    {
        get
        {
            lock (_gate) return _order.Head;
        }
    }

    public bool HasViewers => local.CountOf(_group) > 0;

    /// <summary>Who is subscribed knows, or reads from now on, everything up to here.</summary>
    public void Start(long rev)
    {
        lock (_gate) _order.Start(rev);
    }

    public void Publish(Changes changes)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            foreach (var next in _order.Take(changes)) Queue(next);
            Go();
        }
    }

    /// <summary>Tells that somebody types, unless so much of it was told of late.</summary>
    /// <param name="except">Connections of their own.</param>
    public Task TypingAsync(TypingNotice typing, IReadOnlyCollection<string> except)
    {
        var viewers = local.CountOf(_group);
        lock (_gate)
        {
            if (!_typing.Tell(viewers))
            {
                MailboxMeter.Dropped.Add(viewers);
                return Task.CompletedTask;
            }
        }
        return local.SendInTurnsAsync(_group, nameof(IPeerClient.Typing), [typing], except);
    }

    /// <summary>Nothing more is pushed: the history was replaced.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            (_pending, _droppedUpTo, _isMoreLeft) = (null, null, false);
        }
    }

    /// <summary>The store has only changes up to here, fewer than were pushed: who is subscribed asks for what is true.</summary>
    public void FallBack(long rev)
    {
        lock (_gate)
        {
            _order.Restart(rev);
            (_pending, _isMoreLeft, _lastSeq) = (null, false, 0);
            _droppedUpTo = rev;
            Go();
        }
    }

    /// <summary>The store has changes up to here; those that nobody brought are read and pushed.</summary>
    public void Expect(long rev)
    {
        lock (_gate)
        {
            if (_order.Head is null)
            {
                _order.Start(rev);
                _droppedUpTo = rev;
            }
            _order.Expect(rev);
            Go();
        }
    }

    private void Queue(Changes changes)
    {
        if (changes.Messages.Any(m => m.Card is { Type: "renamed" })) renamed(conversation);
        foreach (var message in changes.Messages.Where(m => m.Seq > _lastSeq)) (_lastSeq, _hasNews) = (message.Seq, true);
        if (_pending is null) _pending = new PendingPush(changes);
        else _pending.Join(changes);
        if (_pending.Count <= MostPending) return;
        (_pending, _isMoreLeft) = (null, false);
        _droppedUpTo = changes.To;
    }

    private void Go()
    {
        if (_isClosed) return;
        if (!_isPushing && (_pending is not null || _droppedUpTo is not null))
        {
            _isPushing = true;
            _ = Task.Run(PushAsync);
        }
        if (!_isFilling && _order.Gap is not null)
        {
            _isFilling = true;
            _ = FillAsync();
        }
    }

    private async Task PushAsync()
    {
        while (await NextAsync() is var (push, droppedUpTo))
        {
            try
            {
                if (droppedUpTo is { } rev) await local.SendInTurnsAsync(_group, nameof(IPeerClient.Behind), [new Behind(conversation, rev)]);
                if (push is not null) await local.SendInTurnsAsync(_group, nameof(IPeerClient.Changes), [push]);
            }
            catch (Exception failure)
            {
                // Clients repair what is lost here; whoever wrote has its answer already.
                Log.PushFailed(logger, conversation, push?.From ?? 0, push?.To ?? droppedUpTo ?? 0, failure);
            }
        }
    }

    /// <summary>Waits until the next is due; null when there is nothing to push.</summary>
    private async Task<(Changes? Push, long? DroppedUpTo)?> NextAsync()
    {
        while (true)
        {
            TimeSpan wait;
            lock (_gate)
            {
                if (_pending is null && _droppedUpTo is null)
                {
                    _isPushing = false;
                    return null;
                }
                wait = _isMoreLeft ? TimeSpan.Zero : _pace.Wait(_hasNews || _droppedUpTo is not null, local.IsBusy(_group), local.CountOf(_group));
                if (wait <= TimeSpan.Zero) return Take();
            }
            // In whole milliseconds, as a delay is.
            await Task.Delay(wait < PushPace.Rest ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : PushPace.Rest, time);
        }
    }

    private (Changes? Push, long? DroppedUpTo) Take()
    {
        var taken = (_pending?.Take(), _droppedUpTo);
        if (_pending is { Count: 0 }) _pending = null;
        (_droppedUpTo, _isMoreLeft) = (null, _pending is not null);
        if (!_isMoreLeft) _hasNews = false;
        _pace.Pushed();
        return taken;
    }

    private async Task FillAsync()
    {
        var (waitedFor, readings, failures) = (-1L, 0, 0);
        while (MissingNow() is var (from, to))
        {
            if (waitedFor != from)
            {
                // Each gap has its own time to close by itself.
                (waitedFor, readings, failures) = (from, 0, 0);
                await Task.Delay(OnItsWay, time);
                continue;
            }
            try
            {
                if (failures == MostReadings || (readings++ >= MostReadings && to - from > GapReader.MostMessages)) Skip();
                else waitedFor = await ReadAsync(from, to);
            }
            catch (Exception failure)
            {
                failures++;
                Log.GapNotRead(logger, conversation, from, to, failure);
                await Task.Delay(BetweenTries, time);
            }
        }
    }

    private async Task<long> ReadAsync(long from, long to)
    {
        var read = await gaps.ReadAsync(conversation, from, to);
        Nodes.NodeMeter.Repaired.Add(1);
        Publish(read);
        return read.To;
    }

    private (long From, long To)? MissingNow()
    {
        lock (_gate)
        {
            if (_order.Gap is { } gap && HasViewers && !_isClosed) return gap;
            _isFilling = false;
            return null;
        }
    }

    private void Skip()
    {
        lock (_gate)
        {
            _droppedUpTo = _order.Skip();
            Go();
        }
    }
}
