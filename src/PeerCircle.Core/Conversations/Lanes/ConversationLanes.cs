using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>The lanes of the conversations that are written to on this node; made on demand, dropped when idle.</summary>
public sealed class ConversationLanes : IDisposable
{
    /// <summary>
    /// Commits on their way at once. More do not make a store faster, and a lane that waits for its turn takes all that is queued by then: under load commits grow larger instead of
    /// more. A lane that waited a second goes on without a turn.
    /// </summary>
    public const int MostAtOnce = 32;

    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<ConversationId, Lane> _lanes = new();
    private readonly LaneCommitter _committer;
    private readonly IConversationLog _log;
    private readonly IDelivery _delivery;
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;
    private readonly SemaphoreSlim _turns = new(MostAtOnce);

    public ConversationLanes(IStore store, WinsReaders wins, IDelivery delivery, IConversationFollower follower, StoreClock clock, TimeProvider time, ILoggerFactory loggers)
    {
        (_log, _delivery, _time) = (store.Conversations, delivery, time);
        _committer = new LaneCommitter(_log, new SnapshotReader(_log, wins), delivery, follower, clock, time, loggers.CreateLogger<LaneCommitter>());
        _sweep = time.CreateTimer(_ => DropIdle(), null, IdleFor, IdleFor);
    }

    /// <summary>Makes the message, or shows it as it is now.</summary>
    public Task<Outcome<Done>> ApplyAsync(CardPost post)
    {
        var operation = new CardOperation(post);
        Enqueue(post.Conversation, operation);
        return operation.Answer;
    }

    /// <summary>Makes a tombstone of a message that was made by <see cref="ApplyAsync(CardPost)"/>.</summary>
    public Task<Outcome<Done>> TakeBackAsync(ConversationId conversation, MessageId message)
    {
        var operation = new TakeBackOperation(message);
        Enqueue(conversation, operation);
        return operation.Answer;
    }

    /// <summary>
    /// Applies a step; see <see cref="ConversationStep"/>. Answers the head once it is durable and this node's connections of the
    /// members concerned follow it.
    /// </summary>
    public async Task<Outcome<Head>> ApplyAsync(ConversationStep step, CancellationToken cancellation)
    {
        var operation = new StepOperation(step);
        Enqueue(step.Conversation, operation);
        var outcome = await operation.Answer;
        if (outcome.Refusal is null && step.Seats.Count > 0)
        {
            var now = await _log.FindParticipationsAsync(step.Conversation, [.. step.Seats.Select(s => s.Member)], cancellation);
            await _delivery.ParticipationsChangedAsync(now, cancellation);
        }
        return outcome;
    }

    /// <summary>Another node has committed up to here.</summary>
    public void Moved(ConversationId conversation, long rev, string node)
    {
        if (_lanes.TryGetValue(conversation, out var lane)) lane.Moved(rev, node);
    }

    /// <summary>Another node, which has been trying for so long, asks to commit first; it may have to wait for what is under way. Null when nobody need wait for it any more.</summary>
    public void GiveWay(ConversationId conversation, string node, TimeSpan? trying)
    {
        if (!_lanes.TryGetValue(conversation, out var lane)) return;
        if (trying is { } time) lane.Precedence.Give(node, time);
        else lane.Precedence.Passed(node);
    }

    /// <summary>Forgets everything read, as when the store's history was replaced.</summary>
    public void Forget()
    {
        foreach (var lane in _lanes.Values) lane.Forget();
    }

    /// <summary>Until nothing that was queued is undecided; while somebody writes that may be never.</summary>
    public Task IdleAsync(CancellationToken cancellation) => Task.WhenAll(_lanes.Values.Select(lane => lane.Work)).WaitAsync(cancellation);

    public void Dispose() => _sweep.Dispose();

    /// <summary>Queues at once; whoever calls first is first.</summary>
    internal void Enqueue(ConversationId conversation, LaneOperation operation)
    {
        while (!_lanes.GetOrAdd(conversation, static (id, my) => new Lane(id, my._committer, my._turns, my._time), this).TryEnqueue(operation))
        {
            // Retired between the look-up and here: the sweep takes it out of the dictionary.
        }
    }

    private void DropIdle()
    {
        foreach (var (id, lane) in _lanes)
        {
            if (lane.TryRetire(IdleFor)) _lanes.TryRemove(new(id, lane));
        }
    }
}
