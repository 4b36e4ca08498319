namespace PeerCircle.Client.Wire;

/// <summary>
/// Runs an errand for a key in the background, one at a time for each key. Asked for while it runs, it runs once more after,
/// however often it was asked. The errand handles its own failures.
/// </summary>
internal sealed class Errands<TKey>(Func<TKey, Task> run) where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, bool> _running = [];

    public void Ask(TKey key)
    {
        lock (_gate)
        {
            if (!_running.TryAdd(key, false))
            {
                _running[key] = true;
                return;
            }
        }

        _ = Task.Run(() => RunAsync(key));
    }

    private async Task RunAsync(TKey key)
    {
        do await run(key).ConfigureAwait(false);
        while (IsAskedAgain(key));
    }

    private bool IsAskedAgain(TKey key)
    {
        lock (_gate)
        {
            if (!_running[key])
            {
                _running.Remove(key);
                return false;
            }

            _running[key] = false;
            return true;
        }
    }
}
