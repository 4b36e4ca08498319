using PeerCircle.Client.Wire;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>
/// Asks <c>Sync</c> for the conversations that want it, many in one call and one call at a time, each from the cursor it has when
/// the call is made.
/// </summary>
internal sealed class SyncQueue
{
    /// <summary>The most cursors that one call takes.</summary>
    private const int Most = 200;

    private readonly Lock _gate = new();
    private readonly HashSet<ConversationId> _asked = [];
    private readonly Errands<SyncQueue> _errands;
    private readonly HubCalls _calls;
    private readonly Func<ClientState> _state;
    private readonly Action<Step> _apply;
    private readonly Action<ConversationId> _doubt;

    /// <summary><paramref name="doubt"/> gets a conversation that is behind and of which the server nevertheless has nothing to tell.</summary>
    public SyncQueue(HubCalls calls, Repeating repeating, Func<ClientState> state, Action<Step> apply, Action<ConversationId> doubt)
    {
        (_calls, _state, _apply, _doubt) = (calls, state, apply, doubt);
        _errands = new Errands<SyncQueue>(_ => repeating.UntilDecidedAsync(RunAsync));
    }

    public void Ask(ConversationId conversation)
    {
        lock (_gate) _asked.Add(conversation);
        _errands.Ask(this);
    }

    /// <summary>On coming online everything that is open or has moved is asked for anew.</summary>
    public void Forget()
    {
        lock (_gate) _asked.Clear();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        while (_calls.Link is { } link && Take() is { Count: > 0 } held)
        {
            try
            {
                var cursors = held.ConvertAll(c => new SyncCursor(c.Id, c.Cursor ?? 0, c.Epoch));
                var answer = await _calls.OnceAsync<SyncAnswer>(link, nameof(IPeerHub.Sync), new SyncCall(cursors), cancellation).ConfigureAwait(false);
                TakeIn(held, answer);
            }
            catch (LinkLostException)
            {
                return;
            }
            catch (PeerCircleException later) when (later.Retryable)
            {
                lock (_gate) _asked.UnionWith(held.Select(c => c.Id));
                throw;
            }
        }
    }

    private void TakeIn(List<ConversationState> held, SyncAnswer answer)
    {
        var answers = answer.Conversations.ToDictionary(a => a.ConversationId);
        foreach (var asked in held)
        {
            if (answers.TryGetValue(asked.Id, out var changes)) _apply(new SyncCame(changes, asked.Cursor ?? 0, asked.Generation));
            else if (_state().Find(asked.Id) is { IsBehind: true } c && c.Cursor == asked.Cursor) _doubt(asked.Id);
        }
    }

    private List<ConversationState> Take()
    {
        lock (_gate)
        {
            var taken = _asked.Take(Most).ToList();
            _asked.ExceptWith(taken);
            return [.. taken.Select(id => _state().Find(id)).OfType<ConversationState>().Where(c => c.Cursor is not null)];
        }
    }
}
