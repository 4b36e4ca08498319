using System.Collections.Concurrent;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Core.Conversations;

/// <summary>
/// Changes as many ask for them at once, when a server died or a line was cut: who comes from the same rev, and finds the same head, is given what was read for the first of
/// them. It stays right for as long as the head is the same: a message that moved on meanwhile has a rev beyond it, and comes with what is after it.
/// </summary>
internal sealed class SharedChanges(IConversationLog log, TimeProvider time)
{
    private const int MostKept = 64;

    /// <summary>What is larger is shared only while it is read, so that what is kept stays small.</summary>
    private const int MostCharacters = 100_000;

    /// <summary>As long as clients take to come back, all but a few.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Key, Reading> _readings = new();

    /// <summary>As <see cref="IConversationLog.ReadChangesAsync"/>; <paramref name="to"/> is the head as it was read for this question.</summary>
    public async Task<IReadOnlyList<MessageState>> ReadAsync(ConversationId conversation, string epoch, long after, long to, int limit, CancellationToken cancellation)
    {
        var key = new Key(conversation, epoch, after, to, limit);
        Tidy();
        var reading = _readings.GetOrAdd(key, _ => new Reading(time.GetTimestamp(), new(() => ReadAsync(key))));
        try
        {
            var changes = await reading.Changes.Value.WaitAsync(cancellation);
            if (changes.Sum(m => m.Text.Length) > MostCharacters) _readings.TryRemove(new(key, reading));
            return changes;
        }
        catch
        {
            if (!cancellation.IsCancellationRequested) _readings.TryRemove(new(key, reading));
            throw;
        }
    }

    /// <summary>Whoever asked first may go; others wait for it too.</summary>
    private async Task<IReadOnlyList<MessageState>> ReadAsync(Key key)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        return await log.ReadChangesAsync(key.Conversation, key.After, key.To, key.Limit, deadline.Token);
    }

    private void Tidy()
    {
        var isFull = _readings.Count >= MostKept;
        foreach (var (key, reading) in _readings)
        {
            if (isFull || time.GetElapsedTime(reading.At) > KeptFor) _readings.TryRemove(new(key, reading));
        }
    }

    private sealed record Key(ConversationId Conversation, string Epoch, long After, long To, int Limit);

    private sealed record Reading(long At, Lazy<Task<IReadOnlyList<MessageState>>> Changes);
}
