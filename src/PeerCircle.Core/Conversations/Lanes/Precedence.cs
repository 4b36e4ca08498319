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
            var (now, began) = (time.GetTimestamp(), time.GetTimestamp() - (long)(trying.TotalSeconds * time.TimestampFrequency));
            if (_first is { } first && !IsOver(first) && first.Node != node && first.Began <= began) return;
            var passed = _first is { } same && same.Node == node ? same.Passed : new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_first?.Passed != passed) _first?.Passed.TrySetResult();
            _first = new Claim(node, began, now, passed);
        }
    }

    /// <summary>The node has committed.</summary>
    public void Passed(string node)
    {
        lock (_gate)
        {
            if (_first is not { } first || first.Node != node) return;
            _first = null;
            first.Passed.TrySetResult();
        }
    }

    /// <summary>Until who asked, and began before then, has gone first. Answers how long that took: a moment at most, since one waits once only.</summary>
    public async ValueTask<TimeSpan> WaitAsync(long began)
    {
        Claim? first;
        lock (_gate) first = _first;
        if (first is null || first.Began >= began) return TimeSpan.Zero;
        var since = time.GetTimestamp();
        var left = Longest - time.GetElapsedTime(first.Asked, since);
        if (left <= TimeSpan.Zero) return TimeSpan.Zero;
        await Task.WhenAny(first.Passed.Task, Task.Delay(left, time));
        return time.GetElapsedTime(since);
    }

    private bool IsOver(Claim claim) => time.GetElapsedTime(claim.Asked) >= Longest;

    /// <param name="Began">When the batch was taken that keeps losing, by the clock here.</param>
    private sealed record Claim(string Node, long Began, long Asked, TaskCompletionSource Passed);
}
