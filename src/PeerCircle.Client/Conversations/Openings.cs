using System.Collections.Immutable;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Client.Conversations;

/// <summary>A conversation is open while somebody watches or reads it.</summary>
internal sealed class Openings(Driver driver)
{
    private readonly Lock _gate = new();
    private ImmutableDictionary<ConversationId, int> _counts = ImmutableDictionary<ConversationId, int>.Empty;

    /// <summary>Opens it until disposed.</summary>
    public IDisposable Open(ConversationId id)
    {
        lock (_gate)
        {
            _counts = _counts.SetItem(id, _counts.GetValueOrDefault(id) + 1);
            if (driver.Keeper.State.Find(id) is not { Open: true }) driver.Apply(new Opened(id, true));
        }

        return new Opening(this, id);
    }

    private void Close(ConversationId id)
    {
        lock (_gate)
        {
            var left = _counts[id] - 1;
            _counts = left > 0 ? _counts.SetItem(id, left) : _counts.Remove(id);
            if (left == 0 && driver.Keeper.State.Find(id) is not null) driver.Apply(new Opened(id, false));
        }
    }

    private sealed class Opening(Openings openings, ConversationId id) : IDisposable
    {
        private int _closed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _closed, 1) == 0) openings.Close(id);
        }
    }
}
