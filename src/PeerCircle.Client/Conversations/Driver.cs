using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>Does what the steps ask for. Taking a step is quick and runs nobody else's code; everything that waits runs beside it.</summary>
internal sealed class Driver : IAsyncDisposable
{
    /// <summary>How long a missing push is waited for before the gap is asked for.</summary>
    private static readonly TimeSpan GapPatience = TimeSpan.FromMilliseconds(500);

    private readonly Keeper _keeper;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationToken _lifetime;
    private readonly Repeating _repeating;
    private readonly PageLoader _loader;
    private readonly SyncQueue _syncs;
    private readonly Errands<ConversationId> _pages;
    private readonly Errands<ConversationId> _facts;
    private readonly Errands<Driver> _lists;
    private readonly ConcurrentDictionary<ConversationId, bool> _gaps = new();

    public Driver(ConversationsApi api, HubCalls calls, IOutboxStore outbox, TimeProvider time, Backoff backoff, Pulse online, Action sessionDoubted, ILogger logger, CancellationToken lifetime)
    {
        (_time, _logger, _lifetime) = (time, logger, lifetime);
        Calls = calls;
        Posts = new Posts(calls, outbox, time, backoff, sessionDoubted, logger, lifetime) { Apply = Apply };
        _keeper = new Keeper { Settled = Posts.Settled };
        _repeating = new Repeating(time, backoff, online, sessionDoubted, logger, lifetime);
        _loader = new PageLoader(api, () => _keeper.State, Apply);
        _pages = new Errands<ConversationId>(id => _repeating.UntilDecidedAsync(ct => _loader.LoadFirstAsync(id, ct)));
        _facts = new Errands<ConversationId>(id => _repeating.UntilDecidedAsync(ct => _loader.FactsAsync(id, ct)));
        _lists = new Errands<Driver>(_ => _repeating.UntilDecidedAsync(async ct => TakeList(await api.ListAsync(ct).ConfigureAwait(false))));
        _syncs = new SyncQueue(calls, _repeating, () => _keeper.State, step => Apply(step), _facts.Ask);
    }

    public Keeper Keeper => _keeper;

    /// <summary>Whether all conversations were listed once.</summary>
    public bool IsListed { get; private set; }

    /// <summary>Told when there is a connection, and when there is none any more. Must not wait.</summary>
    public Action<bool>? Connected { get; set; }

    public HubCalls Calls { get; }

    public Posts Posts { get; }

    public Outcome Apply(Step step)
    {
        var outcome = _keeper.Apply(step);
        foreach (var want in outcome.Wants) Perform(want);
        return outcome;
    }

    /// <summary>Loads a page beside the newest one. What the caller no longer waits for goes on, so that no page stays incomplete.</summary>
    public Task LoadAsync(ConversationId id, PageRequest asked, CancellationToken cancellation) => _repeating.AskAsync(
        async ct =>
        {
            await _loader.LoadAsync(id, asked, ct).ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <summary>Asks until decided.</summary>
    public Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation) => _repeating.AskAsync(ask, cancellation);

    /// <summary>Whose state this is; with what their outbox kept.</summary>
    public async Task BeginAsync(MemberId me, CancellationToken cancellation)
    {
        if (_keeper.State.Me != default && _keeper.State.Me != me)
        {
            IsListed = false;
            Posts.Abandon();
        }

        _keeper.Begin(me);
        await Posts.RestoreAsync(me, post => _keeper.State.Find(post.Conversation)?.Outbox.Exists(row => row.Id == post.Id) is true, cancellation).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => Posts.DisposeAsync();

    /// <summary>From now on there is a connection, subscribed to everything.</summary>
    public void GoOnline(ILink link)
    {
        Calls.Link = link;
        _syncs.Forget();
        Apply(new WentOnline(true));
        Connected?.Invoke(true);
    }

    public void GoOffline()
    {
        Calls.Link = null;
        _syncs.Forget();
        Apply(new WentOnline(false));
        Connected?.Invoke(false);
    }

    /// <summary>Asks for what is open, in case a push was lost and nothing came after it.</summary>
    public void Heartbeat()
    {
        foreach (var open in _keeper.State.Conversations.Values.Where(c => c.Open))
        {
            if (open.Cursor is null) _pages.Ask(open.Id);
            else _syncs.Ask(open.Id);
        }
    }

    private void TakeList(IReadOnlyList<ConversationFacts> items)
    {
        IsListed = true;
        Apply(new Listed(items));
    }

    private void Perform(Want want)
    {
        switch (want.Kind)
        {
            case WantKind.Page: _pages.Ask(want.Conversation); break;
            case WantKind.Sync: _syncs.Ask(want.Conversation); break;
            case WantKind.Facts: _facts.Ask(want.Conversation); break;
            case WantKind.List: _lists.Ask(this); break;
            case WantKind.Gap: WaitForGap(want.Conversation); break;
            case WantKind.Send: Send(want.Conversation, want.Message); break;
            case WantKind.Later: _ = Posts.WakeLaterAsync(want.Conversation, want.Message); break;
            case WantKind.Complete or WantKind.Again: break; // The page loader's own, in the outcome it gets.
            default: throw new InvalidOperationException($"Unknown want {want.Kind}.");
        }
    }

    private void Send(ConversationId conversation, MessageId id)
    {
        if (_keeper.State.Find(conversation)?.Outbox.Find(r => r.Id == id) is { } row) _ = Task.Run(() => Posts.SendAsync(conversation, row));
    }

    private void WaitForGap(ConversationId id)
    {
        if (_gaps.TryAdd(id, true)) _ = ElapseAsync(id);
    }

    private async Task ElapseAsync(ConversationId id)
    {
        try
        {
            await Task.Delay(GapPatience, _time, _lifetime).ConfigureAwait(false);
            _gaps.TryRemove(id, out _);
            Apply(new GapElapsed(id));
        }
        catch (OperationCanceledException) when (_lifetime.IsCancellationRequested)
        {
        }
        catch (Exception bug)
        {
            _logger.ErrandBroke(bug);
        }
    }
}
