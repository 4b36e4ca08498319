using Microsoft.Extensions.Logging;
using PeerCircle.Contracts.Conversations;
using PeerCircle.Contracts.Wire;
using PeerCircle.Core.Storage;

namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>
/// Commits a batch: reads the head first, then what the operations touch, folds, commits by compare-and-set, publishes, answers. A
/// moved head, or a message that turns out to exist, starts it over from the operations. Whatever happens, every operation is answered.
/// </summary>
internal sealed class LaneCommitter(
    IConversationLog log, SnapshotReader reader, IDelivery delivery, IConversationFollower follower, StoreClock clock, TimeProvider time, ILogger<LaneCommitter> logger)
{
    /// <summary>How long a batch tries against other writers before it is refused as busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The same with the time that it let others pass.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(4);

    /// <summary>How long a batch that may have been written tries to find out.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(10);

    /// <summary>What to publish at most of a commit whose outcome was unknown; clients ask for the rest.</summary>
    private const int MostRepublished = 256;

    public async Task<LaneState> CommitAsync(ConversationId id, LaneState state, List<LaneOperation> batch, Precedence precedence, Turn turn)
    {
        var began = time.GetTimestamp();
        var asking = new Asking(id, delivery);
        try
        {
            return await TryUntilAsync(id, state, batch, precedence, turn, asking);
        }
        catch (Exception failure)
        {
            Log.LaneFailed(logger, id, failure);
            foreach (var operation in batch) operation.Fail(failure);
            return LaneState.Empty;
        }
        finally
        {
            asking.End();
            LaneMeter.Duration.Record(time.GetElapsedTime(began).TotalSeconds);
        }
    }

    private async Task<LaneState> TryUntilAsync(ConversationId id, LaneState state, List<LaneOperation> batch, Precedence precedence, Turn turn, Asking asking)
    {
        var began = time.GetTimestamp();
        long? doubtedFrom = null;
        var waited = TimeSpan.Zero;
        for (var attempt = 0; ; attempt++)
        {
            using var deadline = new CancellationTokenSource(Doubt, time);
            try
            {
                var (next, attempted) = await TryOnceAsync(id, state, batch, attempt == 0, doubtedFrom, deadline.Token);
                if (attempted == Attempt.Told) asking.Answered();
                if (attempted is Attempt.Done or Attempt.Told) return next;
                state = LaneState.Empty;
                // Whoever is let pass is done within its patience.
                var trying = time.GetElapsedTime(began);
                if (doubtedFrom is null && (trying - waited > Patience || trying > LongestPatience)) return RefuseAll(batch, Refusal.Busy);
                if (attempted == Attempt.Outpaced) asking.Ask(trying);
            }
            catch (OutcomeUnknownException unknown)
            {
                Log.OutcomeUnknown(logger, id, unknown);
                doubtedFrom ??= unknown.Data[HeadBefore] as long? ?? 0;
                state = LaneState.Empty;
            }
            catch (Exception outage) when (outage is StoreUnavailableException or OperationCanceledException)
            {
                Log.StoreUnavailable(logger, id, outage);
                if (doubtedFrom is null) return RefuseAll(batch, Refusal.StoreUnavailable);
                state = LaneState.Empty;
            }
            if (doubtedFrom is not null && time.GetElapsedTime(began) > Doubt) return RefuseAll(batch, Refusal.OutcomeUnknown);
            if (attempt > 0) await Task.Delay(TimeSpan.FromMilliseconds(2 + (Random.Shared.NextDouble() * Math.Min(48, 4 << Math.Min(attempt, 4)))), time);
            if (!precedence.IsClaimed(began)) continue;
            turn.Leave();
            waited += await precedence.WaitAsync(began);
            await turn.TakeAsync();
        }
    }

    private const string HeadBefore = "PeerCircle.HeadBefore";

    private async Task<(LaneState State, Attempt Attempt)> TryOnceAsync(ConversationId id, LaneState state, List<LaneOperation> batch, bool isFirst, long? doubtedFrom, CancellationToken cancellation)
    {
        var fresh = state.Snapshot is null;
        var conversation = state.Conversation ?? (await log.ReadConversationsAsync([id], cancellation)).SingleOrDefault();
        if (doubtedFrom is { } from && conversation is not null) await RepublishAsync(conversation, from, cancellation);
        var snapshot = state.Snapshot ?? new Snapshot();
        await reader.ReadAsync(conversation, id, snapshot, batch, isFirst, cancellation);
        var fold = new Fold(id, conversation, snapshot, clock.Now, batch.Count);
        foreach (var operation in batch) operation.Apply(fold);
        if (fold.IsEmpty)
        {
            // Nothing is committed that would fail: what was read, one after the other, is of one moment only if the head still stands.
            if (!fresh) return (state, Attempt.Stale);
            if (await HasMovedAsync(id, conversation, cancellation)) return (state, Attempt.Outpaced);
            return (Complete(batch, fold, conversation, snapshot), Attempt.Done);
        }
        var commit = fold.ToCommit();
        await follower.CommittingAsync(commit, cancellation);
        var outcome = await TryCommitAsync(commit, cancellation);
        if (outcome is not CommitOutcome.Committed) return (state, outcome == CommitOutcome.HeadMoved ? Attempt.Outpaced : Attempt.Stale);
        LaneMeter.Changes.Record((int)(commit.Conversation.Head.Rev - commit.Expected.Rev));
        var isTold = Publish(commit, fold);
        return (Complete(batch, fold, commit.Conversation, snapshot), isTold ? Attempt.Told : Attempt.Done);
    }

    private async Task<bool> HasMovedAsync(ConversationId id, Conversation? known, CancellationToken cancellation) =>
        (await log.ReadConversationsAsync([id], cancellation)).SingleOrDefault()?.Head.Rev != known?.Head.Rev;

    private async Task<CommitOutcome> TryCommitAsync(Commit commit, CancellationToken cancellation)
    {
        try
        {
            return await log.CommitAsync(commit, cancellation);
        }
        catch (OutcomeUnknownException unknown)
        {
            unknown.Data[HeadBefore] = commit.Expected.Rev;
            throw;
        }
        catch (OperationCanceledException late)
        {
            throw new OutcomeUnknownException("The commit did not end in time.", late) { Data = { [HeadBefore] = commit.Expected.Rev } };
        }
        finally
        {
            follower.Committed(commit);
        }
    }

    private static LaneState Complete(List<LaneOperation> batch, Fold fold, Conversation? conversation, Snapshot snapshot)
    {
        foreach (var operation in batch) operation.Complete(fold);
        if (conversation is null) return LaneState.Empty;
        snapshot.Advance(fold);
        return new LaneState(conversation, snapshot);
    }

    private static LaneState RefuseAll(List<LaneOperation> batch, Refusal refusal)
    {
        if (refusal == Refusal.Busy) LaneMeter.Busy.Add(batch.Count);
        foreach (var operation in batch) operation.Refuse(refusal);
        return LaneState.Empty;
    }

    /// <summary>False when nothing that is seen has changed.</summary>
    private bool Publish(Commit commit, Fold fold)
    {
        var head = commit.Conversation.Head;
        if (head.Rev == commit.Expected.Rev) return false;
        delivery.Publish(new Changes(commit.Conversation.Id, clock.Epoch, commit.Expected.Rev, head.Rev, [.. fold.Touched.Select(m => m.ToWire())]));
        return true;
    }

    /// <summary>The commit in doubt may have happened, and then nobody has published it.</summary>
    private async Task RepublishAsync(Conversation conversation, long from, CancellationToken cancellation)
    {
        if (conversation.Head.Rev == from) return;
        var changed = await log.ReadChangesAsync(conversation.Id, from, conversation.Head.Rev, MostRepublished, cancellation);
        var upTo = changed.Count == MostRepublished ? changed[^1].Rev : conversation.Head.Rev;
        delivery.Publish(new Changes(conversation.Id, clock.Epoch, from, upTo, [.. changed.Select(m => m.ToWire())]));
    }

    /// <summary>What the other nodes are asked for a batch, and told when it was decided without their hearing of it.</summary>
    private sealed class Asking(ConversationId id, IDelivery delivery)
    {
        private bool _hasAsked;

        public void Ask(TimeSpan trying)
        {
            _hasAsked = true;
            LaneMeter.Outpaced.Add(1);
            delivery.Outpaced(id, trying);
        }

        /// <summary>The others hear of the commit.</summary>
        public void Answered() => _hasAsked = false;

        public void End()
        {
            if (_hasAsked) delivery.Outpaced(id, trying: null);
        }
    }

    private enum Attempt
    {
        Done,

        /// <summary>Done, and published.</summary>
        Told,

        /// <summary>Another node has committed since the head was read.</summary>
        Outpaced,

        /// <summary>What was remembered does not suffice.</summary>
        Stale,
    }
}
