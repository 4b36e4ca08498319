using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Server.Conversations.Mailboxes;

namespace PeerCircle.Server.Conversations;

/// <summary>
/// Pushes of one conversation, in commit order: at once while it is quiet; what comes soon after joins the next push, each message once, in its latest state, since what a
/// push costs is the write to each socket. Bounded: past its bound what waits is dropped, and who is subscribed is told to ask for it.
/// </summary>
internal sealed class ConversationFeed(ConversationId conversation, IHubContext<PeerHub, IPeerClient> hub, MailboxLifetimeManager local, ILogger logger)
{
    private const int MostPending = 4_000;

    /// <summary>About what a push costs for each who is subscribed here.</summary>
    private static readonly TimeSpan EachViewer = TimeSpan.FromMicroseconds(50);
    private static readonly TimeSpan LeastRest = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan PushTimeout = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly LinkedList<PendingPush> _pending = new();
    private long? _droppedUpTo;
    private bool _running;
    private bool _closed;

    /// <summary>Queues changes. False when the feed has ended for lack of work: make another.</summary>
    public bool TryPublish(Changes changes, Action<ConversationFeed> ended)
    {
        lock (_gate)
        {
            if (_closed) return false;
            if (_pending.Last is not { } last || !last.Value.TryJoin(changes)) _pending.AddLast(new PendingPush(changes));
            if (_pending.Sum(p => p.Count) > MostPending)
            {
                _pending.Clear();
                _droppedUpTo = changes.To;
            }
            if (_running) return true;
            _running = true;
        }
        _ = Task.Run(() => RunAsync(ended));
        return true;
    }

    private async Task RunAsync(Action<ConversationFeed> ended)
    {
        var subscribed = hub.Clients.Group(HubGroups.Of(conversation));
        while (Take() is var (push, droppedUpTo, isMoreLeft) && (push is not null || droppedUpTo is not null))
        {
            try
            {
                if (droppedUpTo is { } rev) await subscribed.Behind(new Behind(conversation, rev)).WaitAsync(PushTimeout);
                if (push is not null) await subscribed.Changes(push).WaitAsync(PushTimeout);
            }
            catch (Exception failure)
            {
                // Clients repair what is lost here; whoever wrote has its answer already.
                Log.PushFailed(logger, conversation, push?.From ?? 0, push?.To ?? droppedUpTo ?? 0, failure);
            }
            if (!isMoreLeft) await Task.Delay(Rest);
        }
        ended(this);
    }

    private TimeSpan Rest => TimeSpan.FromTicks(Math.Clamp(EachViewer.Ticks * local.CountOf(HubGroups.Of(conversation)), LeastRest.Ticks, LongestRest.Ticks));

    /// <summary>Neither: there is no more, and the feed is closed.</summary>
    private (Changes? Push, long? DroppedUpTo, bool IsMoreLeft) Take()
    {
        lock (_gate)
        {
            var droppedUpTo = _droppedUpTo;
            _droppedUpTo = null;
            if (_pending.First is not { } first)
            {
                _closed = droppedUpTo is null;
                return (null, droppedUpTo, false);
            }
            var push = first.Value.Take();
            if (first.Value.Count == 0) _pending.RemoveFirst();
            return (push, droppedUpTo, _pending.Count > 0);
        }
    }
}
