namespace PeerCircle.Core.Conversations.Lanes;

/// <summary>
/// Who commits next, where several nodes write to one conversation. By itself the fastest always does: it is done again before a slower one has read what changed. So who loses asks
/// the others to let it pass, and whoever began later waits until it hears of that commit. Only a courtesy: what is lost or comes late costs a moment.
/// </summary>
internal sealed class Precedence(TimeProvider time)
{
    /// <summary>For one who may have died after asking.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private Claim? _first;

    /// <summary>The node asks to commit before those that began later; it has been trying for so long.</summary>
    public void Give(string node, TimeSpan trying)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var began = now - (long)(trying.TotalSeconds * time.TimestampFrequency);
            if (_first is { } first && first.Node == node)
            {
                _first = first with { Began = began, Asked = now };
                return;
            }
            if (_first is { } other && !IsOver(other) && other.Began <= began) return;
            // Who waits for the other looks again.
            _first?.Passed.TrySetResult();
            _first = new Claim(node, began, now, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    /// <summary>The node has committed, or no longer wants to.</summary>
    public void Passed(string node)
    {
        lock (_gate)
        {
            if (_first is not { } first || first.Node != node) return;
            _first = null;
            first.Passed.TrySetResult();
        }
    }

    /// <summary>Whether somebody goes before who began then.</summary>
    public bool IsClaimed(long began) => ClaimBefore(began) is not null;

    /// <summary>Until nobody goes first who began before then; <see cref="Longest"/> at most. Answers how long that took.</summary>
    public async ValueTask<TimeSpan> WaitAsync(long began)
    {
        var since = time.GetTimestamp();
        while (ClaimBefore(began) is { } first && LeftOf(since) is { Ticks: > 0 } left) await Task.WhenAny(first.Passed.Task, Task.Delay(Least(left, LeftOf(first.Asked)), time));
        return time.GetElapsedTime(since);
    }

    private Claim? ClaimBefore(long began)
    {
        lock (_gate) return _first is { } first && first.Began < began && !IsOver(first) ? first : null;
    }

    private bool IsOver(Claim claim) => LeftOf(claim.Asked) == TimeSpan.Zero;

    private TimeSpan LeftOf(long since) => TimeSpan.FromTicks(Math.Max(0, (Longest - time.GetElapsedTime(since)).Ticks));

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <param name="Began">When the batch was taken that keeps losing, by the clock here.</param>
    private sealed record Claim(string Node, long Began, long Asked, TaskCompletionSource Passed);
}
