using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Conversations.Feeds;

/// <summary>Reads what did not come from another node: once for all who are connected here, and of a few conversations at a time.</summary>
internal sealed class GapReader(IStore store, StoreClock clock) : IDisposable
{
    public const int MostMessages = 256;

    private const int AtOnce = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turns = new(AtOnce);

    /// <summary>The changes with revs in (<paramref name="from"/>, <paramref name="to"/>], or the lowest of them when they are many.</summary>
    public async Task<Changes> ReadAsync(ConversationId conversation, long from, long to)
    {
        await _turns.WaitAsync();
        try
        {
            using var deadline = new CancellationTokenSource(Patience);
            var epoch = clock.Epoch;
            var changed = await store.Conversations.ReadChangesAsync(conversation, from, to, MostMessages, deadline.Token);
            return new Changes(conversation, epoch, from, changed.Count < MostMessages ? to : changed[^1].Rev, [.. changed.Select(m => m.ToWire())]);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}
