using Microsoft.AspNetCore.SignalR;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Server.Conversations;

/// <summary>
/// Pushes of one conversation, in commit order: what comes while a push is being written joins the next one, each message once, in
/// its latest state. Bounded: past its bound what waits is dropped, which clients see as a gap and repair.
/// </summary>
internal sealed class ConversationFeed(ConversationId conversation, IHubContext<PeerHub, IPeerClient> hub, ILogger logger)
{
    private const int MostPending = 1_000;

    private static readonly TimeSpan PushTimeout = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly LinkedList<PendingPush> _pending = new();
    private bool _running;
    private bool _closed;

    /// <summary>Queues changes. False when the feed has ended for lack of work: make another.</summary>
    public bool TryPublish(Changes changes, Action<ConversationFeed> ended)
    {
        lock (_gate)
        {
            if (_closed) return false;
            if (_pending.Last is not { } last || !last.Value.TryJoin(changes)) _pending.AddLast(new PendingPush(changes));
            while (_pending.Count > 1 && _pending.Sum(p => p.Count) > MostPending) _pending.RemoveFirst();
            if (_pending.Last!.Value.Count > MostPending) _pending.Clear();
            if (_running) return true;
            _running = true;
        }
        _ = Task.Run(() => RunAsync(ended));
        return true;
    }

    private async Task RunAsync(Action<ConversationFeed> ended)
    {
        while (Take() is { } push)
        {
            try
            {
                await hub.Clients.Group(HubGroups.Of(conversation)).Changes(push).WaitAsync(PushTimeout);
            }
            catch (Exception failure)
            {
                // Clients repair what is lost here; whoever wrote has its answer already.
                Log.PushFailed(logger, conversation, push.From, push.To, failure);
            }
        }
        ended(this);
    }

    private Changes? Take()
    {
        lock (_gate)
        {
            if (_pending.First is not { } first)
            {
                _closed = true;
                return null;
            }
            var push = first.Value.Take();
            if (first.Value.Count == 0) _pending.RemoveFirst();
            return push;
        }
    }
}
